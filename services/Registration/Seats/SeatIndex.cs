using BusinessFocus.Contracts;
using Marten;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// The documents by which seats are found without reading streams: registrations by their id, offers and members' windows by when
/// they end, activities by their edition. They are written in the commit of the events that they follow from.
/// </summary>
internal static class SeatIndex
{
    /// <param name="before">The state that the event was decided on.</param>
    /// <param name="after">The state that it led to.</param>
    public static void Write(IDocumentSession session, ActivitySeats before, ActivitySeats after, object @event)
    {
        if (OfferEndedBy(@event, before, after) is { } ended)
        {
            session.Delete<RunningOffer>(ended);
        }

        if (@event is AttendeesNamed or SeatsMovedHere or HoldConfirmed or SeatsConfirmed or SeatsWaitlisted or SeatsGranted { Waited: false } && ((BookingEvent)@event).Booking is { Attendees: { Count: > 0 } named } of)
        {
            session.Store(named.Select(each => new AttendeeEntry(each.Id.Value, after.ActivityId, of.Id)).ToArray());
        }

        if (after.Facts is { IsSlot: true, Phase: ActivityPhase.Open } slot && after.Tally.Left > before.Tally.Left)
        {
            session.Insert(new FreedSlot(Guid.CreateVersion7(), after.ActivityId, slot.EditionId.Value));
        }

        if (after.Facts is { IsSlot: true } && @event is SeatsCancelled or SeatsMovedAway && ((SeatsEvent)@event).Registration() is { } over)
        {
            session.Delete<EarlierWish>(over);
        }

        switch (@event)
        {
            case BookingEvent { Booking: var booking } and (SeatsConfirmed or SeatsWaitlisted or SeatsMovedHere or SeatsWalkedIn or SeatsGranted { Waited: false }):
                session.Insert(new RegistrationEntry(booking.Id, after.ActivityId, booking.Person.Id.Value));
                break;
            case SeatsHeld { Booking: var booking } held:
                session.Insert(new RegistrationEntry(booking.Id, after.ActivityId, booking.Person.Id.Value));
                session.Store(new RunningOffer(booking.Id, after.ActivityId, held.Until));
                break;
            case HoldConfirmed { Booking: var booking }:
                session.Delete<RunningOffer>(booking.Id);
                session.Store(ConfirmedAddress.Of(after.Facts!.EditionId, booking.Person.Id));
                break;
            case HoldsEnded { Registrations: var registrations }:
                session.Store(registrations.Select(id => new RegistrationEntry(id, after.ActivityId)).ToArray());
                session.Store(new UnmaskedRegistrations(Guid.CreateVersion7(), after.ActivityId, registrations));
                foreach (var id in registrations)
                {
                    session.Delete<RunningOffer>(id);
                }

                break;
            case SeatsOffered offered:
                session.Store(new RunningOffer(offered.Booking.Id, after.ActivityId, offered.Until));
                break;
            case ActivityAnnounced { Facts: var facts }:
                session.Store(EntryOf(after, facts));
                if (facts.MembersUntil is { } until)
                {
                    session.Store(new MembersWindow(after.ActivityId, until));
                }

                break;
            case PeopleForgotten forgotten:
                session.Store(forgotten.Registrations.Select(id => new RegistrationEntry(id, after.ActivityId)).ToArray());
                session.Store(new UnmaskedRegistrations(Guid.CreateVersion7(), after.ActivityId, forgotten.Registrations));
                if (forgotten.Because == ForgottenBecause.KeptLongEnough)
                {
                    session.Store(EntryOf(after, after.Facts!) with { IsForgotten = true });
                }

                break;
        }
    }

    private static RegistrationId? OfferEndedBy(object @event, ActivitySeats before, ActivitySeats after) =>
        before.Tally.Offered > 0
        && (@event as SeatsEvent)?.Registration() is { } id
        && before.Active(id)?.Status == AllocationStatus.Offered
        && after.Active(id)?.Status != AllocationStatus.Offered
            ? id
            : null;

    private static ActivityEntry EntryOf(ActivitySeats seats, ActivityTerms facts)
    {
        var hosts = facts.Hosts?.Select(host => host.Value).ToList();
        return new ActivityEntry(
            seats.ActivityId, facts.EditionId.Value, facts.StartsAt, facts.EndsAt, facts.IsSlot ? hosts ?? [] : [], Municipality: facts.Municipality, Hosts: hosts);
    }
}
