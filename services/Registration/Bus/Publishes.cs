using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Participation;
using BusinessFocus.Registration.Privacy;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Relay;

namespace BusinessFocus.Registration.Bus;

/// <summary>Every domain event that others hear of, and as what.</summary>
public static class Publishes
{
    /// <param name="keys">Makes the manage tokens, which are not stored.</param>
    public static Publications With(RegistrationKeys keys)
    {
        return new Publications()
        .On<SeatsOffered>(fact => new RegistrationOffered(State(fact, RegistrationStatus.Offered, null), fact.Data.Until))
        .On<EarlierTimeOffered>(fact => new RegistrationOffered(
            State(fact, RegistrationStatus.Confirmed, null),
            fact.Data.Until,
            new KeptAlternative(fact.Data.Place.ActivityId, fact.Data.Place.RegistrationId, HoldToken.For(fact.Data.Place.RegistrationId, keys), fact.Data.Until)))
        .On<SeatsOfferExpired>(fact => new RegistrationOfferExpired(State(fact, RegistrationStatus.Cancelled, null)))
        .On<SeatsGranted>(fact => fact.Data.Waited
            ? new RegistrationPromoted(State(fact, RegistrationStatus.Confirmed, null))
            : new RegistrationConfirmed(State(fact, RegistrationStatus.Confirmed, null)))
        .On<SeatsWalkedIn>(fact => fact.Data.Booking.Person.HasAddress
            ? new RegistrationConfirmed(State(fact, RegistrationStatus.Confirmed, null))
            : null)
        .On<SeatsConfirmed>(fact => new RegistrationConfirmed(State(fact, RegistrationStatus.Confirmed, null), ChainOf(fact.Data.Booking, fact.Data.Chain)))
        .On<SeatsHeld>(fact => fact.Data is { Leader: null, Booking.Person.HasAddress: true } held
            ? new RegistrationHeld(
                held.Booking.Id,
                new ActivityId(fact.Stream),
                held.EditionId,
                ContactOf(held.Booking),
                held.Booking.Seats,
                HoldToken.For(held.Booking.Id, keys),
                held.Until,
                fact.Version,
                held.Others?.Select(other => other.ActivityId).ToList())
            : null)
        .On<HoldConfirmed>(fact => fact.Data.HasSeats
            ? new RegistrationConfirmed(State(fact, RegistrationStatus.Confirmed, null), ChainOf(fact.Data.Booking, fact.Data.Chain))
            : new RegistrationWaitlisted(State(fact, RegistrationStatus.Waitlisted, fact.Data.Position)))
        .On<SeatsAskedForAgain>(fact => fact.Data is { Booking.Person.HasAddress: true } again
            ? new RegistrationAskedForAgain(
                again.Booking.Id,
                new ActivityId(fact.Stream),
                again.EditionId,
                ContactOf(again.Booking),
                ManageToken.For(again.Booking.Id.Value, keys.Links.Current),
                again.At,
                fact.Version)
            : null)
        .On<SeatsWaitlisted>(fact => new RegistrationWaitlisted(State(fact, RegistrationStatus.Waitlisted, fact.Data.Position)))
        .On<GroupTooLarge>(fact => new RegistrationTooLarge(State(fact, RegistrationStatus.Waitlisted, null), fact.Data.Capacity))
        .On<SeatsPromoted>(fact => new RegistrationPromoted(State(fact, RegistrationStatus.Confirmed, null)))
        .On<SeatsResized>(fact => new RegistrationResized(
            State(fact, Status(fact.Data.IsConfirmed), fact.Data.Position), fact.Data.SeatsBefore))
        .On<ContactChanged>(fact => fact.Data.Booking.Person.IsKnown
            ? new RegistrationContactChanged(State(fact, fact.Data.Status, fact.Data.Position))
            : null)
        .On<SeatsMovedHere>(fact => new RegistrationMoved(
            State(fact, Status(fact.Data.IsConfirmed), fact.Data.Position), fact.Data.From, fact.Data.FromRegistrationId))
        .On<SeatsCancelled>(fact => new RegistrationCancelled(
            State(fact, RegistrationStatus.Cancelled, null),
            fact.Data.By,
            fact.Data.Message,
            fact.Data is { Alternatives: { } alternatives, ChooseUntil: { } until }
                ? alternatives.Select(place => new KeptAlternative(place.ActivityId, place.RegistrationId, HoldToken.For(place.RegistrationId, keys), until)).ToList()
                : null,
            ChainOf(fact.Data.Booking, fact.Data.Chain)))
        .On<ParticipationWasCounted>(fact => new ParticipationCounted(
            fact.Data.EditionId, fact.Data.LastEditionId, fact.Data.Rows, fact.Data.At, fact.Version))
        .On<MetCompaniesWereCounted>(fact => new MetCompaniesCounted(
            fact.Data.EditionId, fact.Data.LastEditionId, fact.Data.Editions, fact.Data.Rows, fact.Data.At, fact.Version))
        .On<SurveyAudienceFound>(fact => new SurveyAudienceListed(
            fact.Data.SurveyId, fact.Data.EditionId, fact.Data.Audience, fact.Data.Addressees, fact.Data.At))
        .On<CheckedIn>(fact => new AttendanceRecorded(
            fact.Data.Id,
            new ActivityId(fact.Stream),
            fact.Data.EditionId,
            fact.Data.Seats,
            Present: true,
            fact.Data.IsMember,
            fact.Data.At,
            fact.Version,
            fact.Data.CompanySize,
            fact.Data.Attendee,
            fact.Data.Present))
        .On<CheckInUndone>(fact => new AttendanceRecorded(
            fact.Data.Id,
            new ActivityId(fact.Stream),
            fact.Data.EditionId,
            // Others of the group are there: that the registration came holds.
            fact.Data.Present > 0 ? fact.Data.Present : fact.Data.Seats,
            Present: fact.Data.Present > 0,
            fact.Data.IsMember,
            fact.Data.At,
            fact.Version,
            fact.Data.CompanySize,
            fact.Data.Attendee,
            fact.Data.Present))
        // Who was forgotten, and so masked, before it could be told is nobody to follow up.
        .On<ConversationFollowUpOpened>(fact => fact.Data.Message.Length == 0
            ? null
            : new ConversationFollowUpRequested(
                fact.Data.FollowUpId,
                new ActivityId(fact.Stream),
                fact.Data.EditionId,
                fact.Data.Id,
                fact.Data.Topic,
                fact.Data.Message,
                fact.Data.By,
                fact.Data.At))
        .On<PeopleForgotten>(fact => fact.Data is { Because: ForgottenBecause.KeptLongEnough, Registrations.Count: > 0 }
            ? new RegistrationsErased(new ActivityId(fact.Stream), fact.Data.EditionId, fact.Data.Registrations, fact.Data.At)
            : null)
        .On<ContactForgotten>(fact => new ContactErased(fact.Data.ContactId, fact.Data.Registrations, fact.Data.At))
        .Latest<SeatsOffered>(Count)
        .Latest<SeatsOfferExpired>(Count)
        .Latest<SeatsGranted>(Count)
        .Latest<SeatsWalkedIn>(Count)
        .Latest<ActivityAnnounced>(Count)
        .Latest<SeatsConfirmed>(Count)
        .Latest<SeatsHeld>(Count)
        .Latest<HoldConfirmed>(Count)
        .Latest<HoldsEnded>(Count)
        .Latest<SeatsWaitlisted>(Count)
        .Latest<SeatsPromoted>(Count)
        .Latest<SeatsResized>(Count)
        .Latest<SeatsMovedHere>(Count)
        .Latest<SeatsMovedAway>(Count)
        .Latest<SeatsCancelled>(Count)
        .On<MemberListPushed>(fact => new MemberListApplied(
            fact.Data.Association, fact.Data.Members, fact.Data.Added, fact.Data.Changed, fact.Data.Removed, fact.Data.Refused, fact.Data.At, fact.Version));

        RegistrationState State<TEvent>(Fact<TEvent> fact, RegistrationStatus status, int? position) where TEvent : BookingEvent
        {
            var booking = fact.Data.Booking;
            return new(
                booking.Id,
                new ActivityId(fact.Stream),
                fact.Data.EditionId,
                status,
                booking.Seats,
                position,
                ContactOf(booking),
                booking.Company?.Name,
                booking.Ticket,
                ManageToken.For(booking.Id.Value, keys.Links.Current),
                booking.RegisteredAt,
                fact.Version,
                booking.IsMember,
                booking.CompanySize,
                booking.Attendees?.Select(attendee => new NamedTicket(attendee.Name, attendee.Ticket)).ToList());
        }

        RegistrationChain? ChainOf(Booking booking, Chain? chain) => chain switch
        {
            null => null,
            _ when chain.Leader != booking.Id => new RegistrationChain(chain.Leader),
            _ => new RegistrationChain(
                chain.Leader,
                [.. chain.Places.Select(place => new ChainPlace(place.ActivityId, place.RegistrationId, ManageToken.For(place.RegistrationId.Value, keys.Links.Current)))],
                OwnToken.For(booking.Person.Id, keys)),
        };

        static Contact ContactOf(Booking booking) =>
            new(booking.Person.Id, booking.Person.Name, booking.Person.Email, booking.Person.Phone, booking.Person.Locale);

        static RegistrationStatus Status(bool isConfirmed) => isConfirmed ? RegistrationStatus.Confirmed : RegistrationStatus.Waitlisted;

        static SeatsChanged Count<TEvent>(Fact<TEvent> fact) where TEvent : SeatsEvent => new(
            new ActivityId(fact.Stream),
            fact.Data.EditionId,
            fact.Data.Tally.Capacity,
            fact.Data.Tally.Confirmed,
            fact.Data.Tally.Waiting,
            fact.Version,
            fact.Data.Tally.Offered + fact.Data.Tally.Held);
    }
}
