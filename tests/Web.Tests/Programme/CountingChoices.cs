using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Programme;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Programme;

/// <summary>Each filter says what it would show, with the others as they are.</summary>
public sealed class CountingChoices
{
    private static readonly ProgrammeNow Programme = Some.Programme(
        (Of("2027-10-05T08:00Z", ActivityKind.Seminar, "upphandling"), 3),
        (Of("2027-10-05T09:00Z", ActivityKind.Seminar, "bygglov"), 0),
        (Of("2027-10-06T08:00Z", ActivityKind.Meeting, "upphandling"), 0));

    [Fact]
    public void A_chosen_kind_leaves_the_counts_of_the_others()
    {
        var counts = CountsOf(new ProgrammeFilter(Kind: "meeting"));

        counts.All.ShouldBe(3);
        counts.Kinds.ShouldBe(new Dictionary<string, int> { ["seminar"] = 2, ["meeting"] = 1 }, ignoreOrder: true);
        counts.Topics.ShouldBe(new Dictionary<string, int> { ["upphandling"] = 1 });
        counts.WithRoom.ShouldBe(0);
    }

    [Fact]
    public void A_chosen_day_counts_that_day()
    {
        var counts = CountsOf(new ProgrammeFilter(Day: "2027-10-05"));

        (counts.All, counts.WithRoom).ShouldBe((2, 1));
        counts.Topics.Keys.ShouldBe(["upphandling", "bygglov"], ignoreOrder: true);
    }

    [Fact]
    public void What_a_count_says_is_what_the_choice_shows() =>
        ProgrammeList.Of(Programme, new ProgrammeFilter(Topic: "upphandling"), Some.Now).Count
            .ShouldBe(CountsOf(ProgrammeFilter.Everything).Topics["upphandling"]);

    private static ProgrammeCounts CountsOf(ProgrammeFilter filter) => ProgrammeList.Of(Programme, filter, Some.Now).Counts;

    private static ActivityView Of(string startsAt, ActivityKind kind, string topic)
    {
        var activity = Some.Activity(startsAt, kind);
        activity.Topics = [topic];
        return activity;
    }
}
