using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Scheduling tells of an activity. More seats go to the waiting list at once; fewer drop nobody, and it shows; whoever waits for more than
/// there are now is told; a cancelled activity ends every registration.
/// </summary>
public static class Announce
{
    public static Decision Decide(ActivitySeats seats, ActivityTerms facts, string? cancellationReason, DateTimeOffset now)
    {
        if (seats.Facts is { } known && known.SourceVersion >= facts.SourceVersion)
        {
            return Decision.Nothing;
        }

        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Add(new ActivityAnnounced(facts));
        if (facts.Phase == ActivityPhase.Cancelled)
        {
            if (seats.HeldFor.Count > 0)
            {
                uncommitted.Add(new HoldsEnded([.. seats.HeldFor.Values]));
            }

            foreach (var allocation in seats.Allocations.Values.Where(each => each.Status is not (AllocationStatus.Ended or AllocationStatus.Held)).OrderBy(each => each.Arrival))
            {
                uncommitted.Add(new SeatsCancelled(allocation.Booking, CancelledBy.Activity, cancellationReason));
            }
        }

        foreach (var group in TooLarge(uncommitted.Now, now).ToList())
        {
            uncommitted.Add(new GroupTooLarge(group, facts.Capacity));
        }

        uncommitted.Promote(now);
        return uncommitted.ToDecision();
    }

    /// <summary>Who waits for more seats than there are, and was not told so.</summary>
    private static IEnumerable<Booking> TooLarge(ActivitySeats seats, DateTimeOffset now) =>
        seats.Facts is { Phase: ActivityPhase.Open } facts && now < facts.StartsAt
            ? seats.Waiting.Values.Where(id => !seats.TooLarge.Contains(id)).Select(id => seats.Allocations[id].Booking).Where(booking => !seats.CanFit(booking))
            : [];
}
