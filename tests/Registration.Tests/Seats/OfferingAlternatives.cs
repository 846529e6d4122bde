using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>An officer cannot come: who booked a slot is offered others of which they choose one.</summary>
public sealed class OfferingAlternatives
{
    private static readonly Booking Anna = Booking("Anna") with { Conversation = new Conversation("Bygglov", null) };

    [Fact]
    public void Two_free_slots_are_kept_and_the_one_cancellation_tells_of_them()
    {
        var slots = new[] { Slot(0).Registered(Anna), Slot(1).Registered(Booking("Bo")), Slot(2), Slot(3), Slot(4) };

        var after = Cancelled(slots);

        var told = after[0].Events.OfType<SeatsCancelled>().ShouldHaveSingleItem();
        told.Alternatives!.Select(place => place.ActivityId).ShouldBe([slots[2].ActivityId, slots[3].ActivityId], "the first one is taken");
        told.ChooseUntil.ShouldBe(Now.AddDays(1));
        var held = after[2].Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsHeld>();
        (held.Leader, held.Booking.Conversation!.Topic, held.Tally.Held).ShouldBe((Anna.Id, "Bygglov", 1));
        held.Instead.ShouldBe([told.Alternatives![1]]);
        after[4].Events.ShouldBeEmpty();
    }

    [Fact]
    public void Choosing_one_gives_up_the_other_and_the_other_link_is_over()
    {
        var slots = new[] { Slot(0).Registered(Anna), Slot(1), Slot(2) };
        var (first, second) = (slots[1], slots[2]);
        var decided = Cancelled(slots);
        var places = decided[0].Events.OfType<SeatsCancelled>().Single().Alternatives!;
        (first, second) = (first.Then(decided[1].Decision), second.Then(decided[2].Decision));

        var chosen = first.Then(ConfirmHold.Decide(first, places[0].RegistrationId, Now.AddHours(23)));
        second = second.Then(ConfirmHold.GiveUp(second, places[1].RegistrationId, Now.AddHours(23)));

        chosen.Active(places[0].RegistrationId)!.Status.ShouldBe(AllocationStatus.Confirmed);
        second.Tally.Left.ShouldBe(1);
        ConfirmHold.Decide(second, places[1].RegistrationId, Now.AddHours(23)).Refusal!.Problem.ShouldBe(SeatProblems.HoldOver);
        ConfirmHold.GiveUp(chosen, places[0].RegistrationId, Now).Events.ShouldBeEmpty("what was chosen stays");
    }

    [Fact]
    public void Who_chose_one_or_still_can_is_not_left_over_and_who_let_the_day_pass_is()
    {
        var slots = new[] { Slot(0).Registered(Anna), Slot(1), Slot(2) };
        var decided = Cancelled(slots);
        var lost = slots[0].Then(decided[0].Decision).Allocations[Anna.Id].Lost!;
        var (first, second) = (slots[1].Then(decided[1].Decision), slots[2].Then(decided[2].Decision));

        Choice(Now.AddHours(23)).ShouldBe(ReadLeftOver.Choice.Waiting);
        Choice(Now.AddDays(1)).ShouldBe(ReadLeftOver.Choice.None, "nobody has taken them back yet");
        var kept = (first, second);
        first = first.Then(ConfirmHold.Decide(first, lost.Alternatives[0].RegistrationId, Now));
        second = second.Then(ConfirmHold.GiveUp(second, lost.Alternatives[1].RegistrationId, Now));
        Choice(Now.AddDays(2)).ShouldBe(ReadLeftOver.Choice.Chosen);
        (first, second) = kept;
        (first, second) = (first.Then(ExpireOffers.Decide(first, Now.AddDays(1))), second.Then(ExpireOffers.Decide(second, Now.AddDays(1))));
        Choice(Now.AddDays(2)).ShouldBe(ReadLeftOver.Choice.None);
        ReadLeftOver.ChoiceOf(new Lost([], null), [], Now).ShouldBe(ReadLeftOver.Choice.None, "none could be offered");

        ReadLeftOver.Choice Choice(DateTimeOffset now) => ReadLeftOver.ChoiceOf(
            lost, [first.Allocations[lost.Alternatives[0].RegistrationId], second.Allocations[lost.Alternatives[1].RegistrationId]], now);
    }

    [Fact]
    public void What_nobody_chose_in_time_is_free_again()
    {
        var slots = new[] { Slot(0).Registered(Anna), Slot(1) };
        var kept = slots[1].Then(Cancelled(slots)[1].Decision);

        ExpireOffers.Decide(kept, Now.AddDays(1).AddSeconds(-1)).Events.ShouldBeEmpty();
        kept.Then(ExpireOffers.Decide(kept, Now.AddDays(1))).Tally.Left.ShouldBe(1);
    }

    [Fact]
    public void Nothing_that_the_person_is_at_already_or_at_the_time_of_something_else_is_offered()
    {
        var elsewhere = new[] { (Anna.Person.Id, new TimeTaken(Slot(2).Facts!.StartsAt.AddMinutes(-5), Slot(2).Facts!.StartsAt.AddMinutes(5))) };
        var slots = new[] { Slot(0).Registered(Anna), Slot(1).Registered(Booking("Anna")), Slot(2), Slot(3) };

        var told = Cancelled(slots, elsewhere)[0].Events.OfType<SeatsCancelled>().Single();

        told.Alternatives!.ShouldHaveSingleItem().ActivityId.ShouldBe(slots[3].ActivityId);
    }

    [Fact]
    public void Who_only_waits_is_told_and_nothing_is_kept_and_a_repeat_does_nothing()
    {
        var slots = new[] { Slot(0).Registered(Anna, Booking("Bo")), Slot(1), Slot(2), Slot(3), Slot(4) };
        var decided = Cancelled(slots);

        decided[0].Events.OfType<SeatsCancelled>().Select(ended => ended.Alternatives?.Count).ShouldBe([2, null]);

        var again = slots.Zip(decided, (seats, decision) => seats.Then(decision.Decision)).ToArray();
        Cancelled(again).ShouldAllBe(decision => decision.Events.Count == 0);
    }

    [Fact]
    public void A_colleague_who_has_another_conversation_then_is_not_offered()
    {
        var colleague = HostId.New();
        var elsewhere = Of(Slot(1), colleague).Registered(Booking("Bo"));
        var slots = new[] { Slot(0).Registered(Anna), Of(Slot(1), colleague), Of(Slot(2), colleague), elsewhere };

        var decided = Cancelled(slots, offered: 2);

        decided[0].Events.OfType<SeatsCancelled>().Single().Alternatives!.Select(place => place.ActivityId).ShouldBe([slots[2].ActivityId]);
        decided[3].Events.ShouldBeEmpty();

        static ActivitySeats Of(ActivitySeats slot, HostId host) => Activity(slot.Facts! with { Hosts = [host] });
    }

    private static ActivitySeats Slot(int number) => Activity(Facts(capacity: 1) with
    {
        Kind = ActivityKind.OpenHouse,
        StartsAt = Now.AddDays(30).AddMinutes(20 * number),
        EndsAt = Now.AddDays(30).AddMinutes(20 * (number + 1)),
    });

    private static List<(Domain.Decisions.Decision Decision, IReadOnlyList<object> Events)> Cancelled(
        IReadOnlyList<ActivitySeats> slots, params IEnumerable<(ContactId Person, TimeTaken Time)> taken) => Cancelled(slots, null, taken);

    private static List<(Domain.Decisions.Decision Decision, IReadOnlyList<object> Events)> Cancelled(
        IReadOnlyList<ActivitySeats> slots, int? offered, params IEnumerable<(ContactId Person, TimeTaken Time)> taken) =>
        [.. OfferAlternatives.Decide(
            slots,
            offered ?? slots.Count - 1,
            slots[0].Facts! with { Phase = ActivityPhase.Cancelled, SourceVersion = 9 },
            "Handläggaren är sjuk.",
            taken.ToLookup(each => each.Person, each => each.Time),
            () => (RegistrationId.New(), "ticket"),
            Now).Select(decision => (decision, decision.Events))];
}
