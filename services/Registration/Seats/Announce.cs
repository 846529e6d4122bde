using BusinessFocus.Contracts.Registration;
using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Scheduling tells of an activity. More seats go to the line at once; fewer drop nobody, and it shows; a cancelled
/// activity ends every registration.
/// </summary>
public static class Announce
{
    public static Decision Decide(ActivitySeats seats, ActivityFacts facts, string? cancellationReason, DateTimeOffset now)
    {
        if (seats.Facts is { } known && known.SourceVersion >= facts.SourceVersion)
        {
            return Decision.Nothing;
        }

        var happenings = new Happenings(seats);
        happenings.Add(new ActivityAnnounced(facts));
        if (facts.Phase == ActivityPhase.Cancelled)
        {
            foreach (var allocation in seats.Allocations.Values.Where(each => each.Status != AllocationStatus.Ended).OrderBy(each => each.Arrival))
            {
                happenings.Add(new SeatsCancelled(allocation.Booking, CancelledBy.Activity, cancellationReason));
            }
        }

        happenings.Promote(now);
        return happenings.ToDecision();
    }
}
