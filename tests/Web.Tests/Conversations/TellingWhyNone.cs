using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Conversations;
using Shouldly;
using Xunit;
using static BusinessFocus.Web.Tests.Conversations.Slots;

namespace BusinessFocus.Web.Tests.Conversations;

/// <summary>Where no time can be booked, the page says why.</summary>
public sealed class TellingWhyNone
{
    [Fact]
    public void Without_any_time_they_are_not_planned()
    {
        ReasonForNoTimes.Of(Free(), Now, out _).ShouldBe(NoTimes.NotPlanned);
    }

    [Fact]
    public void An_open_house_where_nobody_books_is_no_time()
    {
        var openHouse = Slot("Ada", 1, 9);
        openHouse.Capacity = 0;

        ReasonForNoTimes.Of(Free(openHouse), Now, out _).ShouldBe(NoTimes.NotPlanned);
    }

    [Fact]
    public void Where_each_to_come_is_taken_that_is_said()
    {
        var slot = Slot("Ada", 1, 9);

        ReasonForNoTimes.Of(Free(slot).Taken(slot), Now, out _).ShouldBe(NoTimes.AllTaken);
    }

    [Fact]
    public void Where_some_open_later_the_first_moment_is_said()
    {
        var (taken, first, second) = (Slot("Ada", 1, 9), Slot("Ada", 2, 9), Slot("Ada", 3, 9));
        first.RegistrationOpensAt = Now.AddDays(1);
        second.RegistrationOpensAt = Now.AddDays(2);

        ReasonForNoTimes.Of(Free(taken, second, first).Taken(taken), Now, out var opensAt).ShouldBe(NoTimes.NotOpen);
        opensAt.ShouldBe(Now.AddDays(1));
    }

    [Fact]
    public void After_the_last_one_they_are_over()
    {
        var slot = Slot("Ada", 1, 9);

        ReasonForNoTimes.Of(Free(slot), slot.StartsAt!.Value, out _).ShouldBe(NoTimes.Over);
    }

    [Fact]
    public void Cancelled_times_are_not_to_come()
    {
        var slot = Slot("Ada", 1, 9);
        slot.Status = ActivityViewStatus.Cancelled;

        ReasonForNoTimes.Of(Free(slot), Now, out _).ShouldBe(NoTimes.Over);
    }

    [Fact]
    public void Once_booking_has_closed_for_each_they_are_over()
    {
        var slot = Slot("Ada", 1, 9);
        slot.RegistrationClosesAt = Now;

        ReasonForNoTimes.Of(Free(slot), Now, out _).ShouldBe(NoTimes.Over);
    }
}
