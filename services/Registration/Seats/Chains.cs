using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Registration.Seats;

/// <summary>Conversations that one person books, or cancels, in one step are a chain: whoever tells of them tells of all at once.</summary>
public static class Chains
{
    /// <param name="activities">As they were decided on; there may be more than decisions.</param>
    /// <param name="decisions">What becomes of one person's registration at each of them, in the same order.</param>
    /// <returns>The same decisions, which say what belongs together where at least two conversations of one edition do.</returns>
    public static IReadOnlyList<Decision> Join(IReadOnlyList<ActivitySeats> activities, IReadOnlyList<Decision> decisions)
    {
        var links = decisions.Zip(activities, (decision, seats) => (seats, Booking: BookingIn(decision, seats))).Where(link => link.Booking is not null).ToList();
        if (links.Count < 2 || links.Select(link => link.seats.Facts!.EditionId).Distinct().Count() > 1)
        {
            return decisions;
        }

        var places = links.OrderBy(link => link.seats.Facts!.StartsAt).Select(link => new HeldPlace(link.seats.ActivityId, link.Booking!.Id)).ToList();
        var chain = new Chain(places[0].RegistrationId, places);
        return [.. decisions.Select(decision => decision.Events.Count == 0 ? decision : Decision.Of([.. decision.Events.Select(@event => Say(@event, chain))]))];
    }

    private static Booking? BookingIn(Decision decision, ActivitySeats seats) =>
        seats.Facts is { IsSlot: true } ? decision.Events.Where(IsLink).OfType<BookingEvent>().FirstOrDefault()?.Booking : null;

    private static bool IsLink(object @event) => @event is SeatsConfirmed or SeatsCancelled or HoldConfirmed { HasSeats: true, InPlaceOf: null };

    private static object Say(object @event, Chain chain) => @event switch
    {
        BookingEvent of when !chain.Places.Any(place => place.RegistrationId == of.Booking.Id) => @event,
        SeatsConfirmed confirmed => confirmed with { Chain = chain },
        SeatsCancelled cancelled => cancelled with { Chain = chain },
        HoldConfirmed confirmed => confirmed with { Chain = chain },
        _ => @event,
    };
}
