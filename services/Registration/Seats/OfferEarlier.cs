using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Somebody who booked a late slot waits for an earlier one about the same: a slot that became free is kept for the first of them. Whoever takes it
/// gives their own up in the same step.
/// </summary>
public static class OfferEarlier
{
    /// <summary>How long it is kept, where the slot's rules do not say.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    /// <param name="from">The slot that they have.</param>
    /// <param name="to">The one that became free.</param>
    /// <param name="elsewhere">When they are at something else than that.</param>
    /// <returns>The decision of the slot that they have, and of the free one; nothing where it is not for them.</returns>
    public static (Decision From, Decision To) Decide(
        ActivitySeats from, ActivitySeats to, RegistrationId id, (RegistrationId Id, string Ticket) next, IEnumerable<TimeTaken> elsewhere, DateTimeOffset now)
    {
        if (from.Active(id) is not { Status: AllocationStatus.Confirmed } allocation
            || Move.Hindrance(from, id, CancelledBy.Contact, now) is not null
            || !IsEarlier(from, to))
        {
            return (Decision.Nothing, Decision.Nothing);
        }

        var booking = Move.Arriving(allocation, to, answers: null) with { Id = next.Id, Ticket = next.Ticket };
        if (!OfferAlternatives.IsFree(to, booking, elsewhere, now))
        {
            return (Decision.Nothing, Decision.Nothing);
        }

        var minutes = to.Facts!.Rules?.OfferMinutes;
        var until = now + (minutes is { } said ? TimeSpan.FromMinutes(said) : Kept);
        until = until < to.Facts.StartsAt ? until : to.Facts.StartsAt;
        var (leaving, arriving) = (new UncommittedEvents(from), new UncommittedEvents(to));
        arriving.Add(new SeatsHeld(booking, until, HasSeats: true, Leader: id, Replaces: new HeldPlace(from.ActivityId, id)));
        leaving.Add(new EarlierTimeOffered(allocation.Booking, new HeldPlace(to.ActivityId, booking.Id), until));
        return (leaving.ToDecision(), arriving.ToDecision());
    }

    /// <summary>They want it: the registration goes there by the rules of every move.</summary>
    /// <param name="held">The place that is kept.</param>
    /// <param name="id">What they have.</param>
    public static (Decision From, Decision To) Take(
        ActivitySeats from, ActivitySeats to, RegistrationId held, RegistrationId id, (RegistrationId Id, string Ticket) next, DateTimeOffset now) =>
        to.Allocations.GetValueOrDefault(held) is { Status: AllocationStatus.Held, Hold: { } hold } && now < hold.Until && ConfirmHold.IsOpen(to, now)
            ? Move.Decide(from, to, id, next, answers: null, CancelledBy.Contact, now, onlyIfRoom: true)
            : (Decision.Nothing, SeatProblems.HoldOver);

    /// <summary>Whether both are about the same, in one edition, and the free one is before the other.</summary>
    private static bool IsEarlier(ActivitySeats from, ActivitySeats to) =>
        from.Facts is { IsSlot: true } has
        && to.Facts is { IsSlot: true } free
        && has.EditionId == free.EditionId
        && free.StartsAt < has.StartsAt
        && AreAboutTheSame(has.Topics ?? [], free.Topics ?? []);

    public static bool AreAboutTheSame(IReadOnlyList<string> topics, IReadOnlyList<string> others) =>
        topics.Intersect(others).Any() || (topics.Count == 0 && others.Count == 0);
}
