using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>Several conversations booked, or cancelled, in one step belong together, so that one letter can tell of them.</summary>
public sealed class BookingChains
{
    [Fact]
    public void Conversations_booked_in_one_step_are_a_chain_led_by_the_first_of_them()
    {
        var (later, first, seminar) = (Slot(11), Slot(9), Activity(capacity: 5));
        var bookings = Bookings(3);

        var decisions = RegisterForSeveral.Decide([later, first, seminar], bookings, Now);

        var chain = ChainIn(decisions[0])!;
        chain.Leader.ShouldBe(bookings[1].Id);
        chain.Places.ShouldBe([new HeldPlace(first.ActivityId, bookings[1].Id), new HeldPlace(later.ActivityId, bookings[0].Id)]);
        ChainIn(decisions[1]).ShouldBe(chain);
        ChainIn(decisions[2]).ShouldBeNull("a seminar has a ticket, and a letter of its own");
        first.Then(decisions[1]).Active(bookings[1].Id)!.Chain.ShouldBe(chain);
    }

    [Fact]
    public void One_conversation_is_no_chain_nor_is_what_the_person_had_before()
    {
        var (first, second) = (Slot(9), Slot(11));
        var bookings = Bookings(2);
        var had = first.Registered(Booking("Anna"));

        var decisions = RegisterForSeveral.Decide([had, second], bookings, Now);

        decisions[0].Events.ShouldBeEmpty();
        ChainIn(decisions[1]).ShouldBeNull();
    }

    [Fact]
    public void The_same_request_again_books_nothing()
    {
        var (first, second) = (Slot(9), Slot(11));
        var bookings = Bookings(2);
        var decisions = RegisterForSeveral.Decide([first, second], bookings, Now);

        RegisterForSeveral.Decide([first.Then(decisions[0]), second.Then(decisions[1])], bookings, Now).ShouldAllBe(decision => decision.Events.Count == 0);
    }

    [Fact]
    public void Those_that_are_confirmed_together_are_a_chain()
    {
        var (first, second) = (Slot(9), Slot(11));
        var bookings = Bookings(2);
        var held = HoldSeats.DecideSeveral([first, second], bookings, Now);
        (first, second) = (first.Then(held[0]), second.Then(held[1]));

        var confirmed = Chains.Join([first, second], [ConfirmHold.Decide(first, bookings[0].Id, Now), ConfirmHold.Decide(second, bookings[1].Id, Now)]);

        ChainIn(confirmed[0])!.Places.Count.ShouldBe(2);
        ChainIn(confirmed[1])!.Leader.ShouldBe(bookings[0].Id);
        Chains.Join([first, second], [ConfirmHold.Decide(first, bookings[0].Id, Now), Decision.Nothing]).SelectMany(each => each.Events).OfType<HoldConfirmed>()
            .ShouldAllBe(each => each.Chain == null);
    }

    [Fact]
    public void A_chain_is_cancelled_whole_and_what_has_left_it_stays()
    {
        var (chain, places) = Booked(9, 10, 11);
        chain[0] = chain[0].Then(Cancel.Decide(chain[0], places[0].RegistrationId, CancelledBy.Contact, null, Now));

        var decisions = CancelChain.Decide(chain, places, CancelledBy.Contact, null, Now);

        decisions[0].Events.ShouldBeEmpty();
        ChainIn(decisions[1])!.Leader.ShouldBe(places[1].RegistrationId);
        ChainIn(decisions[2])!.Places.Select(place => place.RegistrationId).ShouldBe([places[1].RegistrationId, places[2].RegistrationId]);
        List<ActivitySeats> after = [.. chain.Zip(decisions, (seats, decision) => seats.Then(decision))];
        after.ShouldAllBe(seats => seats.Tally.Confirmed == 0);
        CancelChain.Decide(after, places, CancelledBy.Contact, null, Now).ShouldAllBe(decision => decision.Events.Count == 0);
    }

    [Fact]
    public void Where_one_cannot_be_cancelled_the_problem_names_it()
    {
        var (chain, places) = Booked(9, 10);

        var decisions = CancelChain.Decide(chain, places, CancelledBy.Contact, null, Now.AddDays(30).AddHours(1.5));

        decisions[0].Refusal!.Problem.ShouldBe(SeatProblems.TooLate);
        decisions[0].Refusal!.Facts!["activityId"].ShouldBe(chain[0].ActivityId);
        decisions[1].Refusal.ShouldBeNull("it is still to come, and is not cancelled all the same: one refusal refuses all");
    }

    [Fact]
    public void A_registration_that_moved_is_in_no_chain_any_more()
    {
        var (chain, places) = Booked(9, 10);
        var to = Slot(15);
        var moved = Move.Arriving(chain[0].Active(places[0].RegistrationId)!, to, null) with { Id = Contracts.RegistrationId.New() };

        var there = to.Then(Decision.Of(new SeatsMovedHere(moved, IsConfirmed: true, null, chain[0].ActivityId, places[0].RegistrationId)));

        CancelChain.PlacesOf(there, moved.Id).ShouldHaveSingleItem().RegistrationId.ShouldBe(moved.Id);
        CancelChain.PlacesOf(chain[1], places[1].RegistrationId).Count.ShouldBe(2);
    }

    private static (List<ActivitySeats> Chain, IReadOnlyList<HeldPlace> Places) Booked(params int[] hours)
    {
        List<ActivitySeats> slots = [.. hours.Select(Slot)];
        var bookings = Bookings(hours.Length);
        var decisions = RegisterForSeveral.Decide(slots, bookings, Now);
        return ([.. slots.Zip(decisions, (seats, decision) => seats.Then(decision))], ChainIn(decisions[0])!.Places);
    }

    private static Chain? ChainIn(Decision decision) => decision.Events.Select(@event => @event switch
    {
        SeatsConfirmed confirmed => confirmed.Chain,
        HoldConfirmed confirmed => confirmed.Chain,
        SeatsCancelled cancelled => cancelled.Chain,
        _ => null,
    }).SingleOrDefault(chain => chain is not null);

    private static List<Booking> Bookings(int count) => [.. Enumerable.Range(0, count).Select(_ => Booking("Anna"))];

    private static ActivitySeats Slot(int hour) => Activity(Facts(capacity: 1) with
    {
        Kind = ActivityKind.OpenHouse,
        StartsAt = Now.AddDays(30).AddHours(hour - 8),
        EndsAt = Now.AddDays(30).AddHours(hour - 8).AddMinutes(20),
    });
}
