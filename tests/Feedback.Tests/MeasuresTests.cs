using BusinessFocus.Feedback.Box;
using BusinessFocus.Feedback.Measures;
using BusinessFocus.Feedback.Results;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests;

/// <summary>The formulas against tables computed by hand.</summary>
public sealed class MeasuresTests
{
    [Theory]
    [InlineData(new[] { 10, 10 }, new[] { 10, 10 }, new[] { 10, 10 }, 100.0)]
    [InlineData(new[] { 1, 1 }, new[] { 1, 1 }, new[] { 1, 1 }, 0.0)]
    [InlineData(new[] { 8, 9, 7 }, new[] { 7, 8, 6 }, new[] { 6, 7, 5 }, 66.6667)] // means 8, 7, 6: (7 − 1) × 100 / 9
    [InlineData(new[] { 10 }, new[] { 1, 1, 1 }, new[] { 1 }, 33.3333)] // means 10, 1, 1: the questions weigh equally, not the answers
    public void The_satisfaction_index_is_the_mean_of_three_questions_on_0_to_100(int[] overall, int[] expectations, int[] ideal, double index) =>
        SatisfactionIndex.Of(overall, expectations, ideal)!.Value.ShouldBe(index, 0.001);

    [Fact]
    public void The_satisfaction_index_needs_all_three_questions() => SatisfactionIndex.Of([5], [5], []).ShouldBeNull();

    [Theory]
    [InlineData(new[] { 9, 10, 7, 8, 6, 0 }, 0.0)] // 2 promoters, 2 detractors
    [InlineData(new[] { 9, 9, 9, 0 }, 50.0)]
    [InlineData(new[] { 7, 8 }, 0.0)]
    [InlineData(new[] { 6 }, -100.0)]
    public void The_net_promoter_score_is_promoters_less_detractors(int[] answers, double score) => NetPromoterScore.Of(answers).ShouldBe(score);

    [Fact]
    public void Six_answers_show_nothing_and_seven_do()
    {
        Figures.Of(Result(6, recommend: 6, climate: 6)).ShouldBe(new Figures(10, null, true, null, null, null, null));
        Figures.Of(Result(7, recommend: 7, climate: 7)).ShouldBe(new Figures(10, 7, false, 70.0, 77.8, 100.0, 5.0));
    }

    [Fact]
    public void A_question_that_fewer_than_seven_answered_shows_nothing_of_its_own()
    {
        var figures = Figures.Of(Result(7, recommend: 7, climate: 2));

        figures.Nps.ShouldBe(100.0);
        figures.Climate.ShouldBeNull();
    }

    private static GroupResult Result(int answered, int recommend, int climate) => new()
    {
        Group = Group.WholeEdition,
        Invited = 10,
        Answered = answered,
        Answers = Counts.Of(
        [
            ("overall", "8", answered), ("expectations", "8", answered), ("ideal", "8", answered), ("recommend", "10", recommend), ("climate", "5", climate),
        ]),
    };
}
