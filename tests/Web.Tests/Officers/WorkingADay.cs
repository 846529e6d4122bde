using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Officers;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Officers;

/// <summary>Which day an officer sees, and who is next.</summary>
public sealed class WorkingADay
{
    [Fact]
    public void Today_is_shown_with_who_is_on_or_next()
    {
        var (over, on, later) = (Talk("2027-09-07T11:00Z"), Talk("2027-09-07T11:45Z"), Talk("2027-09-07T13:00Z"));

        var shown = OfficersDay.Of([later, over, on], null, Some.Now);

        shown.Day.ShouldBe(new DateOnly(2027, 9, 7));
        shown.Conversations.ShouldBe([over, on, later]);
        shown.Next.ShouldBe(on);
    }

    [Fact]
    public void Another_day_is_shown_where_nobody_comes_today_and_nobody_is_next_there()
    {
        var (past, next) = (Talk("2027-09-06T08:00Z"), Talk("2027-09-09T08:00Z"));

        OfficersDay.Of([past, next], null, Some.Now).ShouldSatisfyAllConditions(
            shown => shown.Day.ShouldBe(new DateOnly(2027, 9, 9)), shown => shown.Next.ShouldBeNull(), shown => shown.Days.Count.ShouldBe(2));
        OfficersDay.Of([past], null, Some.Now).Day.ShouldBe(new DateOnly(2027, 9, 6));
        OfficersDay.Of([], null, Some.Now).Day.ShouldBe(new DateOnly(2027, 9, 7));
    }

    [Fact]
    public void The_day_that_is_asked_for_is_shown_also_where_nobody_comes()
    {
        var shown = OfficersDay.Of([Talk("2027-09-07T11:00Z")], new DateOnly(2027, 9, 8), Some.Now);

        shown.Day.ShouldBe(new DateOnly(2027, 9, 8));
        shown.Conversations.ShouldBeEmpty();
    }

    [Fact]
    public void A_conversation_around_midnight_is_on_the_day_of_the_clock_on_the_wall() =>
        OfficersDay.Of([Talk("2027-09-07T22:30Z")], null, Some.Now).Days.ShouldBe([(new DateOnly(2027, 9, 8), 1)]);

    private static ConversationView Talk(string startsAt) => new() { ActivityId = Guid.NewGuid(), StartsAt = Some.At(startsAt), EndsAt = Some.At(startsAt).AddMinutes(30) };
}
