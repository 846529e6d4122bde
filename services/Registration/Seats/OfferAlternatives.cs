using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// A slot is cancelled because its officer cannot come: whoever has booked it is offered others in the same commit. They are kept until one of
/// them is chosen by the link in the one letter that tells of it all, or for a day.
/// </summary>
public static class OfferAlternatives
{
    /// <summary>How many somebody can choose from.</summary>
    public const int Choices = 2;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <param name="slots">The cancelled one, those that can be offered, the best first, and what else their officers have.</param>
    /// <param name="offered">How many can be offered.</param>
    /// <param name="facts">Of the cancelled one.</param>
    /// <param name="taken">When a person is elsewhere.</param>
    /// <param name="next">A new registration's id and ticket.</param>
    /// <returns>A decision for each, in the same order.</returns>
    public static IReadOnlyList<Decision> Decide(
        IReadOnlyList<ActivitySeats> slots,
        int offered,
        ActivityTerms facts,
        string? reason,
        ILookup<ContactId, TimeTaken> taken,
        Func<(RegistrationId Id, string Ticket)> next,
        DateTimeOffset now)
    {
        var cancelled = Announce.Decide(slots[0], facts, reason, now);
        var others = slots.Skip(1).Select(seats => new UncommittedEvents(seats)).ToList();
        var events = cancelled.Events.Select(@event =>
            @event is SeatsCancelled { By: CancelledBy.Activity } ended && slots[0].Active(ended.Booking.Id) is { } allocation && Move.HasSeats(allocation)
                ? Offer(ended, allocation)
                : @event).ToList();
        return [Decision.Of(events), .. others.Select(other => other.ToDecision())];

        SeatsCancelled Offer(SeatsCancelled ended, Allocation allocation)
        {
            var fitting = others
                .Take(offered)
                .Where(other => OfficersTime.InTheWay(other.Now, others.Select(elsewhere => elsewhere.Now)) is null)
                .Select(other => (Other: other, Booking: Move.Arriving(allocation, other.Now, answers: null)))
                .Where(each => IsFree(each.Other.Now, each.Booking, taken[each.Booking.Person.Id], now))
                .Take(Choices)
                .Select(each => (each.Other, Booking: Renamed(each.Booking, next())))
                .ToList();
            if (fitting.Count == 0)
            {
                return ended;
            }

            var places = fitting.Select(each => new HeldPlace(each.Other.Now.ActivityId, each.Booking.Id)).ToList();
            var until = fitting.Select(each => each.Other.Now.Facts!.StartsAt).Append(now + Kept).Min();
            foreach (var (other, booking) in fitting)
            {
                other.Add(new SeatsHeld(
                    booking,
                    until,
                    HasSeats: true,
                    Leader: ended.Booking.Id,
                    Instead: [.. places.Where(place => place.RegistrationId != booking.Id)]));
            }

            return ended with { Alternatives = places, ChooseUntil = until };
        }

        static Booking Renamed(Booking booking, (RegistrationId Id, string Ticket) next) => booking with { Id = next.Id, Ticket = next.Ticket };
    }

    /// <summary>Whether somebody could book it now, and is nowhere else then.</summary>
    internal static bool IsFree(ActivitySeats seats, Booking booking, IEnumerable<TimeTaken> elsewhere, DateTimeOffset now) =>
        ConfirmHold.IsOpen(seats, now)
        && Register.RefusalOf(seats, booking, now) is null
        && Register.FitsNow(seats, booking, now)
        && !seats.ActiveOf.ContainsKey(booking.Person.Id)
        && !seats.HeldFor.ContainsKey(booking.Person.Id)
        && !elsewhere.Any(time => time.StartsAt < seats.Facts!.EndsAt && seats.Facts.StartsAt < time.EndsAt);
}
