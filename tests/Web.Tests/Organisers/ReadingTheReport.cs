using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Reports;
using Microsoft.Kiota.Abstractions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Organisers;

/// <summary>What the report says of a measure, which edition stands beside it, and which texts are quoted.</summary>
public sealed class ReadingTheReport
{
    [Theory]
    [InlineData(8.0, true, "Better, and not by chance")]
    [InlineData(-8.0, true, "Worse, and not by chance")]
    [InlineData(8.0, false, "The difference may be due to chance")]
    [InlineData(8.0, null, "Too few answers to tell")]
    public void A_difference_is_told_with_whether_chance_could_have_made_it(double difference, bool? isBeyondChance, string verdict)
    {
        var row = new Dumbbell(Measure.Satisfaction, At(74), At(66), new Difference { Value = difference, IsBeyondChance = isBeyondChance });

        Some.In("en-GB", () => row.Verdict).ShouldBe(verdict);
    }

    [Fact]
    public void Without_a_reckoned_difference_intervals_that_meet_say_nothing()
    {
        Some.In("en-GB", () => new Dumbbell(Measure.Satisfaction, At(74), At(70), null).Verdict).ShouldBe("The difference may be due to chance");
        Some.In("en-GB", () => new Dumbbell(Measure.Satisfaction, At(80), At(60), null).Verdict).ShouldBe("Probably better");
    }

    [Fact]
    public void What_may_not_be_shown_is_not_and_a_first_edition_has_nothing_beside_it()
    {
        Some.In("en-GB", () => new Dumbbell(Measure.Climate, null, At(4), null).Said).ShouldBe("Too few answers to show");
        Some.In("en-GB", () => new Dumbbell(Measure.Climate, At(4), null, null).Verdict).ShouldBe("Nothing to compare with");
    }

    [Fact]
    public void Each_measure_stands_on_its_own_scale_from_its_least_to_its_most()
    {
        new Dumbbell(Measure.Climate, null, null, null).At(1).ShouldBe(0);
        new Dumbbell(Measure.Climate, null, null, null).At(3.5).ShouldBe(50);
        new Dumbbell(Measure.Recommended, null, null, null).At(50).ShouldBe(75);
        new Dumbbell(Measure.Satisfaction, null, null, null).At(120).ShouldBe(100);
    }

    [Fact]
    public void The_difference_is_the_one_of_the_group_and_the_measure()
    {
        ComparedRow[] rows =
        [
            Row("edition", "", "nki", 1), Row("kind", "seminar", "nps", 2), Row("kind", "seminar", "nki", 3),
        ];

        Dumbbell.Of(Measure.Satisfaction, null, null, rows, "kind", "seminar").Difference!.Value.ShouldBe(3);
        Dumbbell.Of(Measure.Satisfaction, null, null, rows, "topic", "bygglov").Difference.ShouldBeNull();
    }

    [Fact]
    public void Beside_it_stands_the_last_edition_of_the_same_municipality_or_the_one_that_is_wanted()
    {
        var (now, other, last, first) = (Edition("a-2027", "a", 2027), Edition("b-2026", "b", 2026), Edition("a-2026", "a", 2026), Edition("a-2025", "a", 2025));

        ReadReportBefore(now, null).ShouldBe(last);
        ReadReportBefore(now, "a-2025").ShouldBe(first);
        ReadReportBefore(first, null).ShouldBeNull();

        EditionView? ReadReportBefore(EditionView edition, string? against) => EditionBefore.Of(edition, [now, other, last, first], against);
    }

    [Fact]
    public void Three_texts_of_different_activities_are_quoted_and_no_hidden_one()
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        CommentView[] comments =
        [
            Comment(one, new string('a', 110)), Comment(one, new string('b', 111)), Comment(other, new string('c', 150)), Comment(null, new string('d', 60)),
            Comment(null, "Bra!"), Comment(Guid.NewGuid(), new string('e', 110), CommentState.Hidden),
        ];

        ReportWords.Quotes(comments).Select(comment => comment.Text![0]).ShouldBe(['a', 'c', 'd'], ignoreOrder: true);
    }

    [Fact]
    public void What_became_of_the_cases_leaves_out_what_there_is_none_of()
    {
        Some.In("sv-SE", () => ReportWords.Cases(new FollowUpFigures { Opened = 5, AnsweredInTime = 3, AnsweredLate = 0, Open = 2 }))
            .ShouldBe("5 bad om att bli kontaktade: 3 fick svar i tid, 2 väntar.");
    }

    private static Estimate At(double value) => new() { Value = value, Low = value - 5, High = value + 5, N = 40 };

    private static ComparedRow Row(string group, string name, string measure, double difference) => new()
    {
        Group = group,
        Name = name,
        Measure = measure,
        Editions = [new ComparedValue(), new ComparedValue { Difference = new Difference { Value = difference } }],
    };

    private static EditionView Edition(string slug, string municipality, int year) => new() { Slug = slug, Municipality = municipality, StartsOn = new Date(year, 10, 4) };

    private static CommentView Comment(Guid? activity, string text, CommentState state = CommentState.Shown) =>
        new() { Id = Guid.NewGuid(), ActivityId = activity, Text = text, State = state };
}
