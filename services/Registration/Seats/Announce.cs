using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Scheduling tells of an activity. More seats go to the waiting list at once; fewer drop nobody, and it shows; whoever waits for more than
/// there are now is told; a cancelled activity ends every registration. Places that are only kept end first: all where nobody can come any more,
/// else the newest that no longer fit.
/// </summary>
public static class Announce
{
    public static Decision Decide(ActivitySeats seats, ActivityTerms facts, string? cancellationReason, DateTimeOffset now)
    {
        if (seats.Facts is { } known && !IsNews(known, facts))
        {
            return Decision.Nothing;
        }

        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Add(new ActivityAnnounced(facts));
        if (EndedHolds(seats, uncommitted.Now, now) is { Count: > 0 } ended)
        {
            uncommitted.Add(new HoldsEnded(ended));
        }

        if (facts.Phase == ActivityPhase.Cancelled)
        {
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

    /// <summary>The version that is known is news once more where it says what was not told before: Scheduling's replay brings it.</summary>
    private static bool IsNews(ActivityTerms known, ActivityTerms told) =>
        told.SourceVersion > known.SourceVersion
        || (told.SourceVersion == known.SourceVersion
            && ((known.IsListed is null && told.IsListed is not null) || (known.Topics is null && told.Topics is not null)));

    /// <summary>The places that nobody can confirm any more, and where seats were taken away those that are too many, the newest first.</summary>
    private static List<RegistrationId> EndedHolds(ActivitySeats before, ActivitySeats seats, DateTimeOffset now)
    {
        if (!ConfirmHold.IsOpen(seats, now))
        {
            return [.. seats.HeldFor.Values];
        }

        var ended = new List<RegistrationId>();
        if (seats.Tally.Capacity < before.Tally.Capacity)
        {
            var tooMany = seats.Tally.Confirmed + seats.Tally.Offered + seats.Tally.Held - seats.Tally.Capacity;
            foreach (var allocation in seats.HeldFor.Values.Select(id => seats.Allocations[id]).OrderByDescending(each => each.Arrival))
            {
                var hasSeats = allocation.Hold!.HasSeats;
                if (!seats.CanFit(allocation.Booking) || (hasSeats && tooMany > 0))
                {
                    ended.Add(allocation.Booking.Id);
                    tooMany -= hasSeats ? allocation.Booking.Seats : 0;
                }
            }
        }

        return ended;
    }

    /// <summary>Who waits for more seats than there are, and was not told so.</summary>
    private static IEnumerable<Booking> TooLarge(ActivitySeats seats, DateTimeOffset now) =>
        seats.Facts is { Phase: ActivityPhase.Open } facts && now < facts.StartsAt
            ? seats.Waiting.Values.Where(id => !seats.TooLarge.Contains(id)).Select(id => seats.Allocations[id].Booking).Where(booking => !seats.CanFit(booking))
            : [];
}
