using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.CheckIns;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>A place is kept until whoever typed the address has shown that it is theirs.</summary>
public sealed class HoldingPlaces
{
    private static readonly DateTimeOffset Over = Now.AddMinutes(HoldSeats.Minutes);

    [Fact]
    public void Seats_are_kept_for_a_quarter_of_an_hour_and_nobody_else_gets_them()
    {
        var anna = Booking("Anna", seats: 2);

        var held = HoldSeats.Decide(Activity(capacity: 2), anna, Now);

        held.Events.ShouldHaveSingleItem().ShouldBe(new SeatsHeld(anna, Over, HasSeats: true) { EditionId = Edition, Tally = new Tally(2, 0, 0, Held: 2) });
        var seats = Activity(capacity: 2).Then(held);
        seats.Tally.Left.ShouldBe(0);
        Register.Decide(seats, Booking("Bo"), Now).Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsWaitlisted>();
        seats.Active(anna.Id).ShouldBeNull("it is no registration");
    }

    [Fact]
    public void Who_confirms_is_registered_once()
    {
        var anna = Booking("Anna");
        var seats = Activity(capacity: 1).Then(HoldSeats.Decide(Activity(capacity: 1), anna, Now));

        var confirmed = ConfirmHold.Decide(seats, anna.Id, Over.AddSeconds(-1));

        confirmed.Events.ShouldHaveSingleItem().ShouldBe(new HoldConfirmed(anna, HasSeats: true, Position: null) { EditionId = Edition, Tally = new Tally(1, 1, 0) });
        var after = seats.Then(confirmed);
        after.Active(anna.Id)!.Status.ShouldBe(AllocationStatus.Confirmed);
        ConfirmHold.Decide(after, anna.Id, Over.AddDays(1)).Events.ShouldBeEmpty("the link was opened again");
    }

    [Fact]
    public void A_place_in_line_is_kept_by_when_it_was_asked_for()
    {
        var (anna, bo) = (Booking("Anna"), Booking("Bo"));
        var full = Activity(capacity: 1).Registered(Booking("Cia"));
        var seats = full.Then(HoldSeats.Decide(full, anna, Now)).Registered(bo);

        var confirmed = ConfirmHold.Decide(seats, anna.Id, Now.AddMinutes(1)).Events.ShouldHaveSingleItem().ShouldBeOfType<HoldConfirmed>();

        (confirmed.HasSeats, confirmed.Position).ShouldBe((false, 1));
        seats.Evolve(confirmed).PositionOf(bo.Id, Now).ShouldBe(2);
    }

    [Fact]
    public void Seats_that_became_free_meanwhile_go_to_who_confirms()
    {
        var (anna, cia) = (Booking("Anna"), Booking("Cia"));
        var full = Activity(capacity: 1).Registered(cia);
        var seats = full.Then(HoldSeats.Decide(full, anna, Now));
        seats = seats.Then(Cancel.Decide(seats, cia.Id, CancelledBy.Contact, null, Now));
        seats.Tally.Left.ShouldBe(1, "an address that is not confirmed gets nothing");

        seats.Then(ConfirmHold.Decide(seats, anna.Id, Now)).Active(anna.Id)!.Status.ShouldBe(AllocationStatus.Confirmed);
    }

    [Fact]
    public void What_nobody_confirms_goes_to_the_next_in_line_and_nothing_is_kept_of_it()
    {
        var (anna, bo) = (Booking("Anna"), Booking("Bo"));
        var seats = Activity(capacity: 1);
        seats = seats.Then(HoldSeats.Decide(seats, anna, Now)).Registered(bo);
        ExpireOffers.Decide(seats, Over.AddSeconds(-1)).Events.ShouldBeEmpty();

        var ended = ExpireOffers.Decide(seats, Over);

        ended.Events[0].ShouldBeOfType<HoldsEnded>().Registrations.ShouldBe([anna.Id]);
        var after = seats.Then(ended);
        after.Active(bo.Id)!.Status.ShouldBe(AllocationStatus.Confirmed);
        after.Allocations[anna.Id].Booking.IsForgotten.ShouldBeTrue();
        after.HeldFor.ShouldBeEmpty();
        ConfirmHold.Decide(after, anna.Id, Over).Refusal!.Problem.ShouldBe(SeatProblems.HoldOver);
    }

    [Fact]
    public void A_link_is_over_when_its_time_is_over_also_where_nobody_has_looked_yet()
    {
        var anna = Booking("Anna");
        var seats = Activity(capacity: 1);
        seats = seats.Then(HoldSeats.Decide(seats, anna, Now));

        ConfirmHold.Decide(seats, anna.Id, Over).Refusal!.Problem.ShouldBe(SeatProblems.HoldOver);
        ConfirmHold.Decide(seats, RegistrationId.New(), Now).Refusal!.Problem.ShouldBe(SeatProblems.NoSuchRegistration);
    }

    [Fact]
    public void Asked_again_while_it_is_kept_nothing_happens_also_where_that_made_it_full()
    {
        var seats = Activity(capacity: 1, waitingListLimit: 0);
        seats = seats.Then(HoldSeats.Decide(seats, Booking("Anna"), Now));

        var again = HoldSeats.Decide(seats, Booking("Anna"), Now);

        again.Refusal.ShouldBeNull();
        again.Events.ShouldBeEmpty();
        HoldSeats.Decide(seats, Booking("Bo"), Now).Refusal!.Problem.ShouldBe(SeatProblems.WaitingListFull);
    }

    /// <summary>OWASP API3:2023: an answer that is the same whoever has the address.</summary>
    [Fact]
    public void Who_is_registered_is_told_the_same_and_hears_of_it_once_within_minutes()
    {
        var anna = Booking("Anna");
        var seats = Activity(capacity: 5).Registered(anna);

        var again = HoldSeats.Decide(seats, Booking("Anna"), Now);

        again.Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsAskedForAgain>().Booking.ShouldBe(anna);
        var after = seats.Then(again);
        after.Tally.ShouldBe(seats.Tally);
        HoldSeats.Decide(after, Booking("Anna"), Over.AddSeconds(-1)).Events.ShouldBeEmpty();
        HoldSeats.Decide(after, Booking("Anna"), Over).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void Who_is_let_in_without_confirming_takes_the_place_of_what_was_kept()
    {
        var seats = Activity(capacity: 1);
        seats = seats.Then(HoldSeats.Decide(seats, Booking("Anna"), Now));
        var (anna, today) = (Booking("Anna"), Today(capacity: 1));

        seats.Then(Register.Decide(seats, anna, Now)).Active(anna.Id)!.Status.ShouldBe(AllocationStatus.Confirmed);
        seats.Then(Grant.Decide(seats, anna, "VIP")).Tally.ShouldBe(new Tally(1, 1, 0));
        today = today.Then(HoldSeats.Decide(today, Booking("Anna"), Now));
        today.Then(WalkIn.Decide(today, anna, null, null, null, Now)).Tally.ShouldBe(new Tally(1, 1, 0));
    }

    [Fact]
    public void A_cancelled_activity_keeps_nothing_and_tells_nobody_who_has_not_confirmed()
    {
        var seats = Activity(capacity: 1);
        seats = seats.Then(HoldSeats.Decide(seats, Booking("Anna"), Now));

        var cancelled = Announce.Decide(seats, Facts(1, version: 2) with { Phase = ActivityPhase.Cancelled }, null, Now);

        cancelled.Events.OfType<SeatsCancelled>().ShouldBeEmpty();
        seats.Then(cancelled).Tally.Held.ShouldBe(0);
    }

    [Fact]
    public void A_smaller_activity_keeps_the_older_places_that_fit()
    {
        var (anna, bo, cia) = (Booking("Anna", seats: 2), Booking("Bo"), Booking("Cia", seats: 2));
        var seats = Activity(capacity: 5).Registered(Booking("Dan", seats: 2));
        foreach (var booking in (Booking[])[anna, bo, cia])
        {
            seats = seats.Then(HoldSeats.Decide(seats, booking, Now));
        }

        var same = seats.Then(Announce.Decide(seats, Facts(5, version: 2), null, Now));
        var smaller = seats.Then(Announce.Decide(seats, Facts(4, version: 2), null, Now));
        var small = seats.Then(Announce.Decide(seats, Facts(1, version: 2), null, Now));

        same.HeldFor.Values.ShouldBe([anna.Id, bo.Id, cia.Id], ignoreOrder: true);
        smaller.HeldFor.Values.ShouldBe([anna.Id, cia.Id], ignoreOrder: true, "a place in line takes no seats");
        smaller.Tally.ShouldBe(new Tally(4, 2, 2, Held: 2));
        small.HeldFor.ShouldBeEmpty("two are more than there are, also in line");
        ConfirmHold.Decide(smaller, bo.Id, Now).Refusal!.Problem.ShouldBe(SeatProblems.HoldOver);
    }

    [Fact]
    public void Nobody_confirms_after_the_start_or_where_nothing_takes_place()
    {
        var anna = Booking("Anna");
        var seats = Activity(capacity: 1);
        seats = seats.Then(HoldSeats.Decide(seats, anna, Now));

        var sooner = seats.Then(Announce.Decide(seats, Facts(1, version: 2) with { StartsAt = Now.AddMinutes(5) }, null, Now));
        var over = seats.Then(Announce.Decide(seats, Facts(1, version: 2) with { Phase = ActivityPhase.Completed }, null, Now));

        ConfirmHold.Decide(sooner, anna.Id, Now.AddMinutes(4)).Events.ShouldHaveSingleItem();
        ConfirmHold.Decide(sooner, anna.Id, Now.AddMinutes(5)).Refusal!.Problem.ShouldBe(SeatProblems.HoldOver);
        over.HeldFor.ShouldBeEmpty();
        ConfirmHold.Decide(over, anna.Id, Now).Refusal!.Problem.ShouldBe(SeatProblems.HoldOver);
    }

    [Fact]
    public void Several_are_kept_together_and_one_letter_tells_of_them()
    {
        ActivitySeats[] both = [Activity(Facts(1)), Activity(Facts(1) with { StartsAt = Now.AddDays(31), EndsAt = Now.AddDays(31).AddHours(1) })];
        Booking[] asked = [Booking("Anna"), Booking("Anna")];

        var decided = HoldSeats.DecideSeveral(both, asked, Now);

        var first = decided[0].Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsHeld>();
        first.Leader.ShouldBeNull();
        first.Others.ShouldBe([new HeldPlace(both[1].ActivityId, asked[1].Id)]);
        decided[1].Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsHeld>().Leader.ShouldBe(asked[0].Id);
    }

    [Fact]
    public void Of_several_what_the_person_has_stays_as_it_is()
    {
        ActivitySeats[] both = [Activity(Facts(2)), Activity(Facts(1) with { StartsAt = Now.AddDays(31), EndsAt = Now.AddDays(31).AddHours(1) })];
        both[0] = both[0].Registered(Booking("Anna"));
        Booking[] asked = [Booking("Anna"), Booking("Anna")];

        var decided = HoldSeats.DecideSeveral(both, asked, Now);

        decided[0].Events.ShouldBeEmpty();
        decided[1].Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsHeld>().Leader.ShouldBeNull();
    }

    [Theory]
    [InlineData(null, null, true, true)]
    [InlineData(null, null, false, false)]
    [InlineData(null, ConfirmAddress.Always, false, true)]
    [InlineData(null, ConfirmAddress.Never, true, false)]
    [InlineData(ConfirmAddress.Never, ConfirmAddress.Always, true, false)]
    [InlineData(ConfirmAddress.WhenSuspicious, ConfirmAddress.Always, false, false)]
    [InlineData(ConfirmAddress.Always, ConfirmAddress.Never, false, true)]
    public void The_activity_says_when_else_the_edition_else_suspicion(ConfirmAddress? activity, ConfirmAddress? edition, bool looksLikeAbuse, bool needed) =>
        ConfirmFirst.IsNeeded(activity, edition, looksLikeAbuse).ShouldBe(needed);
}
