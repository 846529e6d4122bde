using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

public sealed class GivingSeats
{
    [Fact]
    public void A_free_seat_is_given_at_once()
    {
        var seats = Activity(capacity: 1);
        var anna = Booking("Anna");

        Register.Decide(seats, anna, Now).Events.ShouldHaveSingleItem()
            .ShouldBe(new SeatsConfirmed(anna) { EditionId = Edition, Tally = new Tally(1, 1, 0) });
    }

    [Fact]
    public void A_full_activity_puts_the_next_one_on_the_waiting_list()
    {
        var seats = Activity(capacity: 1).Registered(Booking("Anna"));

        Register.Decide(seats, Booking("Bo"), Now).Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsWaitlisted>().Position.ShouldBe(1);
    }

    [Fact]
    public void Asking_again_changes_nothing()
    {
        var seats = Activity(capacity: 2).Registered(Booking("Anna"));

        Register.Decide(seats, Booking("Anna"), Now).Events.ShouldBeEmpty();
    }

    /// <summary>OWASP API3:2023: by an address, nobody learns whether it is registered.</summary>
    [Fact]
    public void What_is_refused_is_refused_whoever_it_is_about()
    {
        var full = Activity(capacity: 1, waitingListLimit: 0).Registered(Booking("Anna"));
        var ended = full.Facts!.StartsAt;
        foreach (var (seats, now) in new[] { (1, Now), (20, Now), (1, ended) })
        {
            var known = Register.Decide(full, Booking("Anna", seats), now).Refusal.ShouldNotBeNull();
            var stranger = Register.Decide(full, Booking("Bo", seats), now).Refusal.ShouldNotBeNull();

            known.Problem.ShouldBe(stranger.Problem);
            (known.Facts ?? new Dictionary<string, object?>()).ShouldBe(stranger.Facts ?? new Dictionary<string, object?>());
        }
    }

    [Fact]
    public void A_request_that_is_made_again_finds_what_it_made()
    {
        var anna = Booking("Anna");
        var full = Activity(capacity: 1, waitingListLimit: 0).Registered(anna);

        var again = Register.Decide(full, anna, Now);

        again.Refusal.ShouldBeNull();
        again.Events.ShouldBeEmpty();
        Register.IsThere(full, anna).ShouldBeTrue();
        Register.IsThere(full, Booking("Anna")).ShouldBeFalse();
    }

    [Fact]
    public void A_group_is_never_split_and_waits_as_a_whole()
    {
        var seats = Activity(capacity: 3).Registered(Booking("Anna", seats: 2));

        Register.Decide(seats, Booking("Bo", seats: 2), Now).Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsWaitlisted>();
    }

    [Fact]
    public void A_smaller_party_does_not_overtake_a_group_that_waits()
    {
        var seats = Activity(capacity: 3).Registered(Booking("Anna", seats: 2), Booking("Bo", seats: 2));

        Register.Decide(seats, Booking("Cilla"), Now).Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsWaitlisted>().Position.ShouldBe(2);
    }

    [Fact]
    public void A_freed_seat_goes_to_the_first_in_line_in_the_same_decision()
    {
        var (anna, bo, cilla) = (Booking("Anna"), Booking("Bo"), Booking("Cilla"));
        var seats = Activity(capacity: 1).Registered(anna, bo, cilla);

        var events = Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now).Events;

        events.Select(each => each.GetType()).ShouldBe([typeof(SeatsCancelled), typeof(SeatsPromoted)]);
        events[1].ShouldBeOfType<SeatsPromoted>().Booking.ShouldBe(bo);
        seats.Then(Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now)).PositionOf(cilla.Id, Now).ShouldBe(1);
    }

    [Fact]
    public void A_double_cancel_frees_the_seat_once()
    {
        var (anna, bo, cilla) = (Booking("Anna"), Booking("Bo"), Booking("Cilla"));
        var seats = Activity(capacity: 1).Registered(anna, bo, cilla);
        var after = seats.Then(Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now));

        Cancel.Decide(after, anna.Id, CancelledBy.Contact, null, Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Who_was_promoted_and_cancels_can_join_the_line_again()
    {
        var (anna, bo) = (Booking("Anna"), Booking("Bo"));
        var seats = Activity(capacity: 1).Registered(anna, bo);
        seats = seats.Then(Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now));
        seats = seats.Then(Cancel.Decide(seats, bo.Id, CancelledBy.Contact, null, Now));

        Register.Decide(seats, Booking("Bo"), Now).Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsConfirmed>();
    }

    [Fact]
    public void More_seats_go_to_the_line_at_once()
    {
        var seats = Activity(capacity: 1).Registered(Booking("Anna"), Booking("Bo"), Booking("Cilla"));

        var events = Announce.Decide(seats, Facts(capacity: 2, version: 2), null, Now).Events;

        events.OfType<SeatsPromoted>().ShouldHaveSingleItem().Booking.Person.Name.ShouldBe("Bo");
    }

    [Fact]
    public void A_lowered_capacity_drops_nobody_and_shows()
    {
        var seats = Activity(capacity: 2).Registered(Booking("Anna"), Booking("Bo"));

        var after = seats.Then(Announce.Decide(seats, Facts(capacity: 1, version: 2), null, Now));

        after.Tally.ShouldBe(new Tally(1, 2, 0));
        after.Tally.Left.ShouldBe(0);
    }

    [Fact]
    public void News_of_an_activity_that_are_older_than_what_is_known_are_ignored()
    {
        var seats = Activity(capacity: 1);
        seats = seats.Then(Announce.Decide(seats, Facts(capacity: 5, version: 3), null, Now));

        Announce.Decide(seats, Facts(capacity: 2, version: 2), null, Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_cancelled_activity_ends_every_registration_and_promotes_nobody()
    {
        var seats = Activity(capacity: 1).Registered(Booking("Anna"), Booking("Bo"));

        var events = Announce.Decide(seats, Facts(1, version: 2) with { Phase = ActivityPhase.Cancelled }, "Sjukdom", Now).Events;

        events.OfType<SeatsCancelled>().Select(each => (each.Booking.Person.Name, each.By, each.Message))
            .ShouldBe([("Anna", CancelledBy.Activity, "Sjukdom"), ("Bo", CancelledBy.Activity, "Sjukdom")]);
        events.OfType<SeatsPromoted>().ShouldBeEmpty();
    }

    [Fact]
    public void Members_go_first_on_the_waiting_list_while_their_window_lasts()
    {
        var (bo, cilla) = (Booking("Bo"), Booking("Cilla", isMember: true));
        var seats = Activity(capacity: 1, membersUntil: Now.AddDays(1)).Registered(Booking("Anna"), bo, cilla);

        seats.PositionOf(cilla.Id, Now).ShouldBe(1);
        seats.PositionOf(bo.Id, Now).ShouldBe(2);
        seats.PositionOf(bo.Id, Now.AddDays(2)).ShouldBe(1, "the window is over");
    }

    [Fact]
    public void The_waiting_list_has_a_limit_of_its_own()
    {
        var seats = Activity(capacity: 1, waitingListLimit: 1).Registered(Booking("Anna"), Booking("Bo"));

        Register.Decide(seats, Booking("Cilla"), Now).Refusal!.Problem.ShouldBe(SeatProblems.WaitingListFull);
    }

    [Fact]
    public void Nobody_registers_after_the_start()
    {
        Register.Decide(Activity(capacity: 1), Booking("Anna"), Now.AddDays(30)).Refusal!.Problem.ShouldBe(SeatProblems.Closed);
    }

    [Fact]
    public void Nobody_is_promoted_after_the_start()
    {
        var anna = Booking("Anna");
        var seats = Activity(capacity: 1).Registered(anna, Booking("Bo"));

        Cancel.Decide(seats, anna.Id, CancelledBy.Organiser, null, Now.AddDays(30)).Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsCancelled>();
    }

    [Fact]
    public void A_move_frees_the_seat_and_takes_the_other_in_one_decision()
    {
        var (anna, bo) = (Booking("Anna"), Booking("Bo"));
        var from = Activity(capacity: 1).Registered(anna, bo);
        var to = Activity(capacity: 1);

        var (leaving, arriving) = Move.Decide(from, to, anna.Id, (RegistrationId.New(), "ticket 2"), null, CancelledBy.Contact, Now);

        from.Then(leaving).ActiveOf.Keys.ShouldBe([bo.Person.Id]);
        leaving.Events.OfType<SeatsPromoted>().ShouldHaveSingleItem().Booking.ShouldBe(bo);
        to.Then(arriving).Tally.ShouldBe(new Tally(1, 1, 0));
    }

    [Fact]
    public void A_move_that_is_refused_changes_neither_activity()
    {
        var anna = Booking("Anna");
        var from = Activity(capacity: 1).Registered(anna);
        var to = Activity(capacity: 0);

        var (leaving, arriving) = Move.Decide(from, to, anna.Id, (RegistrationId.New(), "ticket 2"), null, CancelledBy.Contact, Now);

        leaving.Events.ShouldBeEmpty();
        arriving.Refusal!.Problem.ShouldBe(SeatProblems.TakesNone);
    }

    [Fact]
    public void More_seats_are_refused_when_somebody_waits_for_them()
    {
        var anna = Booking("Anna");
        var seats = Activity(capacity: 3).Registered(anna, Booking("Bo"), Booking("Cilla", seats: 2));

        Resize.Decide(seats, anna.Id, 2, CancelledBy.Contact, Now).Refusal!.Problem.ShouldBe(SeatProblems.NotEnoughLeft);
    }

    [Fact]
    public void Fewer_seats_promote_the_first_in_line()
    {
        var anna = Booking("Anna", seats: 2);
        var seats = Activity(capacity: 2).Registered(anna, Booking("Bo"));

        Resize.Decide(seats, anna.Id, 1, CancelledBy.Contact, Now).Events.OfType<SeatsPromoted>().ShouldHaveSingleItem().Booking.Person.Name.ShouldBe("Bo");
    }

    [Theory]
    [InlineData(8, 6)]
    [InlineData(8, 1)]
    public void Seats_are_given_back_however_small_the_capacity_has_become(int had, int keeps)
    {
        var anna = Booking("Anna", seats: had);
        var seats = Activity(capacity: 8).Registered(anna);
        seats = seats.Then(Announce.Decide(seats, Facts(capacity: 5, version: 2), null, Now));

        Resize.Decide(seats, anna.Id, keeps, CancelledBy.Contact, Now).Events.OfType<SeatsResized>().ShouldHaveSingleItem().Booking.Seats.ShouldBe(keeps);
        Resize.Decide(seats, anna.Id, 9, CancelledBy.Contact, Now).Refusal!.Problem.ShouldBe(SeatProblems.TooMany);
    }

    [Fact]
    public void A_move_never_trades_seats_for_a_place_in_line_unasked()
    {
        var (anna, bo) = (Booking("Anna"), Booking("Bo"));
        var from = Activity(capacity: 1).Registered(anna, bo);
        var full = Activity(capacity: 1).Registered(Booking("Cilla"));

        var refusal = To(anna, null).To.Refusal!;

        refusal.Problem.ShouldBe(SeatProblems.SeatWouldBeLost);
        (refusal.Facts!["left"], refusal.Facts["position"]).ShouldBe((0, 1));
        To(anna, false).To.Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsMovedHere>().IsConfirmed.ShouldBeFalse();
        To(bo, null).To.Events.ShouldHaveSingleItem("who waits here may wait there").ShouldBeOfType<SeatsMovedHere>().Position.ShouldBe(1);
        To(bo, true).To.Refusal!.Problem.ShouldBe(SeatProblems.NotEnoughLeft);

        (Domain.Decisions.Decision From, Domain.Decisions.Decision To) To(Booking who, bool? onlyIfRoom) =>
            Move.Decide(from, full, who.Id, (RegistrationId.New(), "ticket 2"), null, CancelledBy.Contact, Now, onlyIfRoom);
    }

    [Fact]
    public void Somebody_who_was_offered_seats_does_not_lose_them_by_a_move_either()
    {
        var (anna, bo) = (Booking("Anna"), Booking("Bo"));
        var from = Activity(capacity: 1, rules: new Contracts.Scheduling.RegistrationRules(OfferMinutes: 60)).Registered(anna, bo);
        from = from.Then(Cancel.Decide(from, anna.Id, CancelledBy.Contact, null, Now));

        Move.Decide(from, Activity(capacity: 1).Registered(Booking("Cilla")), bo.Id, (RegistrationId.New(), "ticket 2"), null, CancelledBy.Contact, Now)
            .To.Refusal!.Problem.ShouldBe(SeatProblems.SeatWouldBeLost);
    }

    [Fact]
    public void Who_wants_seats_or_nothing_is_not_put_in_line()
    {
        var seats = Activity(capacity: 1).Registered(Booking("Anna"));

        Register.Decide(seats, Booking("Bo"), Now, onlyIfRoom: true).Refusal!.Problem.ShouldBe(SeatProblems.NotEnoughLeft);
        Register.Decide(Activity(capacity: 1), Booking("Bo"), Now, onlyIfRoom: true).Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsConfirmed>();
    }

    [Fact]
    public void A_preview_says_what_a_move_would_come_to()
    {
        var anna = Booking("Anna");
        var from = Activity(capacity: 1).Registered(anna);

        MovePreview Preview(ActivitySeats to, CancelledBy by = CancelledBy.Contact) => MovePreview.Of(from, to, anna.Id, by, Now);

        Preview(Activity(capacity: 1)).After.ShouldBe(RegistrationStatus.Confirmed);
        var full = Preview(Activity(capacity: 1).Registered(Booking("Bo"), Booking("Cilla")));
        (full.Before, full.After, full.Position, full.LosesSeats).ShouldBe((RegistrationStatus.Confirmed, RegistrationStatus.Waitlisted, 2, true));
        full.Meaning.Sv.ShouldBe("Det är fullt: du skulle lämna din plats och få plats 2 i kön.");
        Preview(Activity(capacity: 0)).Problem.ShouldBe(SeatProblems.TakesNone.Code);
        var there = Activity(capacity: 2).Registered(Booking("Anna"));
        Preview(there, CancelledBy.Organiser).Problem.ShouldBe(SeatProblems.RegisteredThere.Code);
        Preview(there).ShouldBe(Preview(Activity(capacity: 2).Registered(Booking("Bo"))) with { ActivityId = there.ActivityId }, "whoever typed the address learns nothing");
    }

    /// <summary>OWASP API3:2023: what is refused says nothing of the person.</summary>
    [Fact]
    public void A_move_to_where_it_is_full_is_refused_alike_whoever_is_there()
    {
        var anna = Booking("Anna");
        var from = Activity(capacity: 1).Registered(anna);

        RefusalOf(Activity(capacity: 1).Registered(Booking("Anna"))).ShouldBe(SeatProblems.SeatWouldBeLost);
        RefusalOf(Activity(capacity: 1).Registered(Booking("Bo"))).ShouldBe(SeatProblems.SeatWouldBeLost);
        RefusalOf(Activity(capacity: 2).Registered(Booking("Anna"))).ShouldBe(SeatProblems.RegisteredThere, "nobody has two");

        Problem RefusalOf(ActivitySeats to) =>
            Move.Decide(from, to, anna.Id, (RegistrationId.New(), "ticket 2"), null, CancelledBy.Contact, Now).To.Refusal!.Problem;
    }
}
