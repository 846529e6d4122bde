using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Calendars;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>A calendar takes what it is told only when it comes with a higher SEQUENCE than what it has, under the same UID.</summary>
public sealed class OnesOwnCalendar
{
    private static readonly OwnCalendar Calendar = new("http://gateway.test", new CalendarUser("Business Focus", "no-reply@example.se"));
    private static readonly ActivityDetails Details = new(new LocalizedText("Seminarium", "Seminar"), null, null, null, 4);

    [Fact]
    public void Who_waits_gets_seats_cancels_and_comes_again_has_one_entry_that_rises()
    {
        var (bo, anna, again) = (Booking("Bo"), Booking("Anna"), Booking("Anna"));
        var waiting = Activity(Facts(1) with { Details = Details }).Registered(bo, anna);
        var confirmed = waiting.Then(Cancel.Decide(waiting, bo.Id, CancelledBy.Contact, null, Now));
        var cancelled = confirmed.Then(Cancel.Decide(confirmed, anna.Id, CancelledBy.Contact, null, Now));
        var back = cancelled.Registered(again);

        var all = new[] { Entry(waiting, anna), Entry(confirmed, anna), Entry(cancelled, anna), Entry(back, anna, again) };

        all.Select(entry => entry.Uid).Distinct().ShouldBe([$"{waiting.ActivityId}@businessfocus"]);
        all.Select(entry => entry.Status).ShouldBe([CalendarStatus.Tentative, CalendarStatus.Confirmed, CalendarStatus.Cancelled, CalendarStatus.Confirmed]);
        all.Select(entry => entry.Sequence).ShouldBe([4, 5, 6, 8]);
        all[0].Title.ShouldBe("Seminarium (väntelista)");
    }

    [Fact]
    public void What_was_cancelled_is_shown_so_for_a_week_after_it_was_to_end()
    {
        var anna = Booking("Anna");
        var seats = Activity(Facts(1)).Registered(anna);
        var cancelled = seats.Then(Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now));
        var until = cancelled.Facts!.EndsAt + OwnCalendar.CancelledShownFor;

        Entries(cancelled, until.AddMinutes(-1), anna).ShouldHaveSingleItem().Title.ShouldBe("Business Focus", "nothing else was told of it");
        Entries(cancelled, until, anna).ShouldBeEmpty();
        Entries(seats, until, anna).ShouldHaveSingleItem("where they were stays");
    }

    private static CalendarEvent Entry(ActivitySeats seats, params Booking[] bookings) => Entries(seats, Now, bookings).ShouldHaveSingleItem();

    private static IReadOnlyList<CalendarEvent> Entries(ActivitySeats seats, DateTimeOffset now, params Booking[] bookings) =>
        [.. Calendar.EventsOf([.. bookings.Select(booking => new OwnAllocation(seats, seats.Allocations[booking.Id]))], "sv", now)];
}
