using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using CsCheck;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>What is said of the next one is what the next one gets.</summary>
public sealed class AskingForAvailability
{
    [Fact]
    public void Seats_that_nobody_waits_for_are_the_next_ones() =>
        NextOf(Activity(capacity: 1)).ShouldBe(new NextView(NextStatus.Confirmed, NextReason.SeatsLeft));

    [Fact]
    public void Free_seats_that_a_group_waits_for_are_not()
    {
        var seats = Activity(capacity: 4).Registered(Booking("Bo"), Booking("Grupp", seats: 4));

        AvailabilityView.Of(seats, Now).Left.ShouldBe(3);
        NextOf(seats).ShouldBe(new NextView(NextStatus.Waitlisted, NextReason.WaitingLine, 2));
    }

    [Fact]
    public void Free_seats_that_only_a_member_would_get_say_so()
    {
        var seats = Activity(capacity: 2, membersUntil: Now.AddDays(1)).Registered(Booking("Anna"), Booking("Två", seats: 2));

        NextOf(seats).ShouldBe(new NextView(NextStatus.Waitlisted, NextReason.MembersWindow, 2));
        NextOf(seats, Now.AddDays(2)).ShouldBe(new NextView(NextStatus.Waitlisted, NextReason.WaitingLine, 2));
    }

    [Fact]
    public void Seats_that_are_offered_are_kept_for_who_was_offered_them()
    {
        var anna = Booking("Anna");
        var seats = Activity(capacity: 1, rules: new RegistrationRules(OfferMinutes: 60)).Registered(anna, Booking("Bo"));
        NextOf(seats).ShouldBe(new NextView(NextStatus.Waitlisted, NextReason.Full, 2));

        seats = seats.Then(Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now));

        NextOf(seats).ShouldBe(new NextView(NextStatus.Waitlisted, NextReason.Offered, 1));
    }

    [Fact]
    public void Where_nobody_can_register_it_says_why()
    {
        NextOf(Activity(capacity: 1, waitingListLimit: 0).Registered(Booking("Anna"))).ShouldBe(new NextView(NextStatus.Refused, NextReason.WaitingListFull));
        NextOf(Activity(capacity: 0)).Reason.ShouldBe(NextReason.TakesNone);
        NextOf(Activity(Facts(1) with { OpensAt = Now.AddDays(1) })).Reason.ShouldBe(NextReason.NotOpenYet);
        NextOf(Activity(capacity: 1), Now.AddDays(30)).Reason.ShouldBe(NextReason.Closed);
        NextOf(Activity(Facts(1) with { Phase = ActivityPhase.Cancelled })).Reason.ShouldBe(NextReason.Cancelled);
    }

    [Fact]
    public void Whatever_has_happened_the_next_one_gets_what_was_said() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[0, 6].Nullable(), Gen.Bool, Gen.Select(Gen.Int[1, 4], Gen.Bool).Array[0, 8], Gen.Int[0, 8]).Sample((capacity, limit, window, guests, leaves) =>
        {
            var seats = Activity(capacity, membersUntil: window ? Now.AddDays(1) : null, waitingListLimit: limit);
            foreach (var (count, isMember) in guests)
            {
                var decided = Register.Decide(seats, Booking($"G{seats.Arrivals}", count, isMember), Now);
                seats = decided.Refusal is null ? seats.Then(decided) : seats;
            }

            if (seats.Allocations.Values.FirstOrDefault(each => each.Arrival == leaves) is { } gone)
            {
                seats = seats.Then(Cancel.Decide(seats, gone.Booking.Id, CancelledBy.Contact, null, Now));
            }

            var next = NextOf(seats);

            var comes = Register.Decide(seats, Booking("Nästa"), Now);
            switch (next.Status)
            {
                case NextStatus.Confirmed:
                    comes.Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsConfirmed>();
                    break;
                case NextStatus.Waitlisted:
                    comes.Events.ShouldHaveSingleItem().ShouldBeOfType<SeatsWaitlisted>().Position.ShouldBe(next.Position!.Value);
                    break;
                default:
                    comes.Refusal.ShouldNotBeNull();
                    break;
            }
        });

    private static NextView NextOf(ActivitySeats seats, DateTimeOffset? now = null) => AvailabilityView.Of(seats, now ?? Now).Next;
}
