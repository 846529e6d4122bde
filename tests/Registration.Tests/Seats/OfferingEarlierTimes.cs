using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>Who booked a late slot waits for an earlier one about the same, with whichever officer.</summary>
public sealed class OfferingEarlierTimes
{
    private static readonly Booking Anna = Booking("Anna") with { Conversation = new Conversation("Bygglov", null) };

    [Fact]
    public void A_free_earlier_slot_is_kept_and_what_they_have_stays()
    {
        var (late, early) = (Slot(5).Registered(Anna), Slot(1));

        var (from, to) = Offer(late, early);

        var told = from.Events.ShouldHaveSingleItem().ShouldBeOfType<EarlierTimeOffered>();
        told.Until.ShouldBe(Now + OfferEarlier.Kept);
        var held = to.Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsHeld>();
        (held.Replaces, held.Leader, held.Tally.Left).ShouldBe((new HeldPlace(late.ActivityId, Anna.Id), Anna.Id, 0));
        late.Then(from).Active(Anna.Id)!.Status.ShouldBe(AllocationStatus.Confirmed);
    }

    [Fact]
    public void Taking_it_frees_the_later_one_in_the_same_step_and_only_once()
    {
        var (late, early) = (Slot(5).Registered(Anna), Slot(1));
        var (offered, kept) = Offer(late, early);
        (late, early) = (late.Then(offered), early.Then(kept));
        var held = early.HeldFor[Anna.Person.Id];
        var next = (RegistrationId.New(), "ticket");

        var (from, to) = OfferEarlier.Take(late, early, held, Anna.Id, next, Now.AddMinutes(59));

        (late, early) = (late.Then(from), early.Then(to));
        (late.Tally.Left, early.Active(next.Item1)!.Booking.Conversation!.Topic).ShouldBe((1, "Bygglov"));
        OfferEarlier.Take(late, early, held, Anna.Id, next, Now.AddMinutes(59)).To.Refusal!.Problem.ShouldBe(SeatProblems.HoldOver);
    }

    [Fact]
    public void An_hour_later_it_is_over_and_free_for_the_next()
    {
        var (late, early) = (Slot(5).Registered(Anna), Slot(1));
        early = early.Then(Offer(late, early).To);

        OfferEarlier.Take(late, early, early.HeldFor[Anna.Person.Id], Anna.Id, (RegistrationId.New(), "ticket"), Now.AddHours(1)).To.Refusal!.Problem.ShouldBe(SeatProblems.HoldOver);
        early.Then(ExpireOffers.Decide(early, Now.AddHours(1))).Tally.Left.ShouldBe(1);
    }

    [Fact]
    public void Later_ones_others_topics_taken_ones_and_times_at_which_they_are_elsewhere_are_not_offered()
    {
        var late = Slot(5).Registered(Anna);

        ShouldNotBeOffered(late, Slot(6));
        ShouldNotBeOffered(late, Slot(1, "tillsyn"));
        ShouldNotBeOffered(late, Slot(1).Registered(Booking("Bo")));
        ShouldNotBeOffered(late, Slot(1), new TimeTaken(Slot(1).Facts!.StartsAt, Slot(1).Facts!.EndsAt));
        ShouldNotBeOffered(late.Then(Cancel.Decide(late, Anna.Id, CancelledBy.Contact, null, Now)), Slot(1));
    }

    private static void ShouldNotBeOffered(ActivitySeats late, ActivitySeats early, params IEnumerable<TimeTaken> elsewhere)
    {
        var (from, to) = Offer(late, early, elsewhere);
        (from.Events.Count, to.Events.Count).ShouldBe((0, 0));
    }

    private static (Domain.Decisions.Decision From, Domain.Decisions.Decision To) Offer(ActivitySeats late, ActivitySeats early, params IEnumerable<TimeTaken> elsewhere) =>
        OfferEarlier.Decide(late, early, Anna.Id, (RegistrationId.New(), "ticket"), elsewhere, Now);

    private static ActivitySeats Slot(int number, string topic = "bygglov") => Activity(Facts(capacity: 1) with
    {
        Kind = ActivityKind.OpenHouse,
        Topics = [topic],
        StartsAt = Now.AddDays(30).AddMinutes(20 * number),
        EndsAt = Now.AddDays(30).AddMinutes(20 * (number + 1)),
    });
}
