using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Registration.CheckIns;
using BusinessFocus.Registration.Participation;
using BusinessFocus.Registration.Privacy;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Participation;

/// <summary>How an edition's seats were taken day by day, without a store.</summary>
public sealed class CountingSeatsByDay
{
    private static readonly DateTimeOffset BeginsAt = new(2027, 10, 4, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_confirmed_and_given_up_counts_on_its_day_in_Stockholm_and_who_waits_does_not()
    {
        var (anna, bo, cilla) = (Booking("anna", seats: 2), Booking("bo"), Booking("cilla"));
        var edition = new Told(capacity: 3);
        edition.Then("2027-09-01T21:59Z", seats => Register.Decide(seats, anna, Now));
        edition.Then("2027-09-01T22:00Z", seats => Register.Decide(seats, bo, Now));
        edition.Then("2027-09-02T08:00Z", seats => Register.Decide(seats, cilla, Now));
        edition.Then("2027-09-03T08:00Z", seats => Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now));

        Days(edition).ShouldBe([("2027-09-01", 33, 2, 0, 2), ("2027-09-02", 32, 1, 0, 3), ("2027-09-03", 31, 1, 2, 2)]);
    }

    [Fact]
    public void A_day_without_any_change_has_the_seats_of_the_day_before_and_summer_time_ends_without_a_gap()
    {
        var (anna, bo) = (Booking("anna"), Booking("bo"));
        var edition = new Told(capacity: 3);
        edition.Then("2027-10-29T22:30Z", seats => Register.Decide(seats, anna, Now));
        edition.Then("2027-11-01T23:30Z", seats => Register.Decide(seats, bo, Now));

        Days(edition).ShouldBe([("2027-10-30", -26, 1, 0, 1), ("2027-10-31", -27, 0, 0, 1), ("2027-11-01", -28, 0, 0, 1), ("2027-11-02", -29, 1, 0, 2)]);
    }

    [Fact]
    public void Who_comes_or_is_forgotten_afterwards_counts_as_before_and_a_walk_in_too()
    {
        var anna = Booking("anna", seats: 2);
        var edition = new Told(capacity: 5, Today(5));
        edition.Then("2027-09-01T08:00Z", seats => Register.Decide(seats, anna, Now));
        edition.Then("2027-09-01T08:20Z", seats => CheckIn.Decide(seats, new CheckIn.Scan(anna.Id, null, Now, null, null), _ => null));
        edition.Then("2027-09-01T08:30Z", seats => WalkIn.Decide(seats, Booking("bo"), null, null, null, Now));
        edition.Then("2027-09-03T08:30Z", seats => ForgetPerson.Decide(seats, [anna.Id], Now.AddDays(2)));

        Days(edition).ShouldBe([("2027-09-01", 33, 3, 0, 3)]);
    }

    [Fact]
    public void Who_grows_or_shrinks_counts_by_the_difference()
    {
        var anna = Booking("anna", seats: 2);
        var edition = new Told(capacity: 5);
        edition.Then("2027-09-01T08:00Z", seats => Register.Decide(seats, anna, Now));
        edition.Then("2027-09-01T09:00Z", seats => Resize.Decide(seats, anna.Id, 5, CancelledBy.Contact, Now));
        edition.Then("2027-09-02T09:00Z", seats => Resize.Decide(seats, anna.Id, 1, CancelledBy.Contact, Now));

        Days(edition).ShouldBe([("2027-09-01", 33, 5, 0, 5), ("2027-09-02", 32, 0, 4, 1)]);
    }

    [Fact]
    public void Counted_bit_by_bit_and_again_it_comes_to_the_same_and_activities_add_up()
    {
        var (one, other) = (new Told(capacity: 4), new Told(capacity: 4));
        var bitByBit = new SeatsByDay();
        for (var i = 0; i < 4; i++)
        {
            one.Then($"2027-09-0{i + 1}T08:00Z", seats => Register.Decide(seats, Booking($"a{i}"), Now));
            other.Then($"2027-09-0{i + 1}T09:00Z", seats => Register.Decide(seats, Booking($"b{i}"), Now));
            one.PutInto(bitByBit);
            other.PutInto(bitByBit);
        }

        Days(bitByBit).ShouldBe([("2027-09-01", 33, 2, 0, 2), ("2027-09-02", 32, 2, 0, 4), ("2027-09-03", 31, 2, 0, 6), ("2027-09-04", 30, 2, 0, 8)]);
        var atOnce = new SeatsByDay();
        one.PutInto(atOnce);
        other.PutInto(atOnce);
        Days(atOnce).ShouldBe(Days(bitByBit));
    }

    [Fact]
    public void An_edition_for_which_nobody_has_registered_has_no_days()
    {
        var edition = new SeatsByDay().Of(Edition, BeginsAt);

        edition.Days.ShouldBeEmpty();
        edition.StartsOn.ShouldBe(new DateOnly(2027, 10, 4));
    }

    private static List<(string, int, int, int, int)> Days(Told told)
    {
        var days = new SeatsByDay();
        told.PutInto(days);
        return Days(days);
    }

    private static List<(string, int, int, int, int)> Days(SeatsByDay days) =>
        [.. days.Of(Edition, BeginsAt).Days.Select(day => ($"{day.Day:yyyy-MM-dd}", day.DaysToStart, day.Confirmed, day.GivenUp, day.Seats))];

    /// <summary>An activity's stream, with when each of its events was stored.</summary>
    private sealed class Told(int capacity, ActivitySeats? begun = null)
    {
        private readonly List<(SeatsEvent Event, DateTimeOffset At)> events = [];
        private ActivitySeats seats = begun ?? Activity(capacity);

        public void Then(string at, Func<ActivitySeats, Decision> decide)
        {
            var decision = decide(seats);
            seats = seats.Then(decision);
            events.AddRange(decision.Events.Cast<SeatsEvent>().Select(each => (each, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture))));
        }

        public void PutInto(SeatsByDay days)
        {
            for (var i = 0; i < events.Count; i++)
            {
                days.Put(seats.Id, i + 1, events[i].Event.Tally.Confirmed, events[i].At);
            }
        }
    }
}
