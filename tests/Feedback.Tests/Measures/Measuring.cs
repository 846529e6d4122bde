using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Measures;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Results;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Measures;

/// <summary>The formulas against tables computed by hand.</summary>
public sealed class Measuring
{
    [Theory]
    [InlineData(new[] { 10, 10 }, new[] { 10, 10 }, new[] { 10, 10 }, 100.0)]
    [InlineData(new[] { 1, 1 }, new[] { 1, 1 }, new[] { 1, 1 }, 0.0)]
    [InlineData(new[] { 8, 9, 7 }, new[] { 7, 8, 6 }, new[] { 6, 7, 5 }, 66.6667)] // means 8, 7, 6: (7 − 1) × 100 / 9
    [InlineData(new[] { 10 }, new[] { 1, 1, 1 }, new[] { 1 }, 33.3333)] // means 10, 1, 1: the questions weigh equally, not the answers
    public void The_satisfaction_index_is_the_mean_of_three_questions_on_0_to_100(int[] overall, int[] expectations, int[] ideal, double index) =>
        SatisfactionIndex.Of(Scale.Of(Counts(overall)), Scale.Of(Counts(expectations)), Scale.Of(Counts(ideal)))!.Mean.ShouldBe(index, 0.001);

    [Fact]
    public void The_satisfaction_index_needs_all_three_questions() =>
        SatisfactionIndex.Of(Scale.Of(Counts(5)), Scale.Of(Counts(5)), Scale.Of(Counts())).ShouldBeNull();

    [Theory]
    [InlineData(new[] { 9, 10, 7, 8, 6, 0 }, 0.0)] // 2 promoters, 2 detractors
    [InlineData(new[] { 9, 9, 9, 0 }, 50.0)]
    [InlineData(new[] { 7, 8 }, 0.0)]
    [InlineData(new[] { 6 }, -100.0)]
    public void The_net_promoter_score_is_promoters_less_detractors(int[] answers, double score) =>
        NetPromoterScore.Of(Counts(answers))!.Mean.ShouldBe(score);

    /// <summary>
    /// 3 3 4 4 4 5 5 of 20 invited: Σ 28, mean 28 / 7 = 4; Σ(x − 4)² = 1 + 1 + 0 + 0 + 0 + 1 + 1 = 4, s² = 4 / 6 = 0.6667;
    /// s / √7 = 0.8165 / 2.6458 = 0.3086; t(0.975; 6) = 2.4469 (table); √((20 − 7) / (20 − 1)) = 0.8272.
    /// 2.4469 × 0.3086 × 0.8272 = 0.6246. Without the correction 0.7551.
    /// </summary>
    [Theory]
    [InlineData(20, 3.3754, 4.6246)]
    [InlineData(0, 3.2449, 4.7551)]
    [InlineData(7, 4.0, 4.0)] // all who were asked have answered
    public void A_mean_has_a_t_interval_that_is_narrower_the_more_of_those_asked_have_answered(int invited, double low, double high)
    {
        var mean = Scale.Of(Counts(3, 3, 4, 4, 4, 5, 5))!.Among(invited, 1, 6);

        (mean.N, mean.Value, mean.IsUncertain).ShouldBe((7, 4.0, true));
        mean.Low!.Value.ShouldBe(low, 0.0002);
        mean.High!.Value.ShouldBe(high, 0.0002);
    }

    /// <summary>6 6 6 6 6 6 5: mean 5.8571, s² = (6 · 0.1429² + 0.8571²) / 6 = 0.1429, margin 2.4469 · √(0.1429 / 7) = 0.3496: 6.2067 is no answer.</summary>
    [Fact]
    public void An_interval_stays_on_the_scale()
    {
        var mean = Scale.Of(Counts(6, 6, 6, 6, 6, 6, 5))!.Among(0, 1, 6);

        mean.Low!.Value.ShouldBe(5.5075, 0.0002);
        mean.High.ShouldBe(6);
    }

    /// <summary>
    /// 5 promoters, 3 between, 2 detractors: 100 · (5 − 2) / 10 = 30. p + d − (p − d)² = 0.7 − 0.09 = 0.61; s² = 10,000 · 0.61 · 10 / 9 =
    /// 6,777.8; √(s² / 10) = 26.034; t(0.975; 9) = 2.2622: 58.89.
    /// </summary>
    [Fact]
    public void The_net_promoter_scores_interval_is_that_of_the_difference_of_two_shares()
    {
        var score = NetPromoterScore.Of(Counts(9, 9, 10, 10, 10, 7, 8, 8, 0, 6))!;

        score.Variance.ShouldBe(6777.78, 0.01);
        var among = score.Among(0, NetPromoterScore.Least, NetPromoterScore.Most);
        (among.Low!.Value, among.High!.Value).ShouldBe((-28.89, 88.89), new Within(0.01));
    }

    /// <summary>
    /// Three times 7 7 8 8 8 9 9: means 8, s² = 0.6667, each with se 0.3086. The index is 77.78; the bound of its standard error
    /// 100 / 27 · 3 · 0.3086 = 3.4290; t(0.975; 6) = 2.4469: 8.3905. Where all three are one question three times, that is exact:
    /// the index of one question has se 100 / 9 · 0.3086 = 3.4290.
    /// </summary>
    [Fact]
    public void The_satisfaction_indexs_interval_is_an_upper_bound()
    {
        var question = Scale.Of(Counts(7, 7, 8, 8, 8, 9, 9));

        var index = SatisfactionIndex.Of(question, question, question)!;

        index.StandardError.ShouldBe(3.4290, 0.0001);
        var among = index.Among(0, 0, 100);
        (among.Value, among.Low!.Value, among.High!.Value).ShouldBe((77.7778, 69.3873, 86.1683), new Within(0.0005));
    }

    /// <summary>30 of 40: 75 %; s² = 10,000 · 0.75 · 0.25 · 40 / 39 = 1,923.08.</summary>
    [Fact]
    public void The_response_rate_is_the_share_of_those_invited()
    {
        var rate = ResponseRate.Of(40, 30)!;

        (rate.N, rate.Mean, rate.Variance).ShouldBe((40, 75.0, 1923.08), new Within(0.01));
        ResponseRate.Of(0, 0).ShouldBeNull();
    }

    /// <summary>
    /// Before 3 3 4 4 4 5 5 (mean 4, s² 0.6667, n 7), now 5 5 5 6 6 6 4 5 (mean 5.25, Σ(x − 5.25)² = 4 · 0.0625 + 3 · 0.5625 + 1.5625 = 3.5,
    /// s² = 0.5, n 8). se² = 0.6667 / 7 + 0.5 / 8 = 0.09524 + 0.0625 = 0.15774; ν = 0.15774² / (0.09524² / 6 + 0.0625² / 7) =
    /// 0.024881 / (0.0015118 + 0.00055804) = 12.02; t(0.975; 12.02) = 2.1784; 2.1784 · √0.15774 = 0.8652. 1.25 is more: beyond chance.
    /// </summary>
    [Fact]
    public void A_difference_is_beyond_chance_where_Welchs_interval_leaves_out_nought()
    {
        var before = Scale.Of(Counts(3, 3, 4, 4, 4, 5, 5))!;

        var difference = Scale.Of(Counts(5, 5, 5, 6, 6, 6, 4, 5))!.From(before);

        (difference.Value, difference.Low!.Value, difference.High!.Value).ShouldBe((1.25, 0.3848, 2.1152), new Within(0.0005));
        difference.IsBeyondChance.ShouldBe(true);
        before.From(before).IsBeyondChance.ShouldBe(false);
    }

    [Fact]
    public void Where_nobody_differs_from_anybody_nothing_is_said_of_chance() =>
        Scale.Of(Counts(5, 5, 5))!.From(Scale.Of(Counts(4, 4, 4))!).ShouldBe(new Difference(1, null, null, null));

    /// <summary>
    /// 2&gt;5 twice, 3&gt;4 three times, 4&gt;4, 5&gt;4: differences 3 3 1 1 1 0 −1, Σ 8, mean 1.1429; Σd² = 22, s² = (22 − 64 / 7) / 6 = 2.1429;
    /// t(0.975; 6) · √(2.1429 / 7) = 2.4469 · 0.5533 = 1.3538. Before (4 + 9 + 4 + 5) / 7 = 3.1429, after (10 + 12 + 4 + 4) / 7 = 4.2857.
    /// </summary>
    [Fact]
    public void What_was_known_before_and_after_is_compared_by_pairs()
    {
        var change = KnowledgeChange.Of(new Dictionary<string, int> { ["2>5"] = 2, ["3>4"] = 3, ["4>4"] = 1, ["5>4"] = 1 });

        change.ShouldBe(new KnowledgeChange(7, false, 3.14, 4.29, new Estimate(7, 1.14, -0.21, 2.5), 71.4, 14.3, 14.3));
        KnowledgeChange.Of(new Dictionary<string, int> { ["2>5"] = 6 }).ShouldBe(new KnowledgeChange(null, true, null, null, null, null, null, null));
    }

    [Fact]
    public void Six_answers_show_nothing_and_seven_do()
    {
        FiguresOf(Result(6, recommend: 6, climate: 6)).ShouldBe(new Figures(10, null, true, null, null, null, null, null, null, null));
        (FiguresOf(Result(7, recommend: 7, climate: 7)) with { Intervals = null, Questions = null })
            .ShouldBe(new Figures(10, 7, false, 70.0, 77.8, 100.0, 5.0, 7, null, null));
    }

    [Fact]
    public void A_question_that_fewer_than_seven_answered_shows_nothing_of_its_own()
    {
        var figures = FiguresOf(Result(7, recommend: 7, climate: 2));

        figures.Nps.ShouldBe(100.0);
        figures.Climate.ShouldBeNull();
        figures.Questions!.Select(question => question.Key).ShouldBe(["overall", "expectations", "ideal", "recommend"]);
    }

    private static Figures FiguresOf(GroupResult result) => Figures.Of(Disclosure.Of([result], [])[result.Group], Questionnaire.Standard.Questions);

    private static Dictionary<string, int> Counts(params int[] answers) => answers.GroupBy(answer => $"{answer}").ToDictionary(group => group.Key, group => group.Count());

    private static GroupResult Result(int answered, int recommend, int climate) => new()
    {
        Group = Group.WholeEdition,
        Invited = 10,
        Cast = answered,
        Answered = answered,
        Answers = Feedback.Results.Counts.Of(
        [
            ("overall", "8", answered), ("expectations", "8", answered), ("ideal", "8", answered), ("recommend", "10", recommend), ("climate", "5", climate),
        ]),
    };

    /// <summary>Each figure within a tolerance.</summary>
    private sealed class Within(double tolerance) : IEqualityComparer<(double, double)>, IEqualityComparer<(double, double, double)>, IEqualityComparer<(int, double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Near(x.Item1, y.Item1) && Near(x.Item2, y.Item2);

        public bool Equals((double, double, double) x, (double, double, double) y) => Near(x.Item1, y.Item1) && Near(x.Item2, y.Item2) && Near(x.Item3, y.Item3);

        public bool Equals((int, double, double) x, (int, double, double) y) => x.Item1 == y.Item1 && Near(x.Item2, y.Item2) && Near(x.Item3, y.Item3);

        public int GetHashCode((double, double) obj) => 0;

        public int GetHashCode((double, double, double) obj) => 0;

        public int GetHashCode((int, double, double) obj) => 0;

        private bool Near(double some, double other) => Math.Abs(some - other) <= tolerance;
    }
}
