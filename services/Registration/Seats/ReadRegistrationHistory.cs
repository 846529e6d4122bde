using System.Text.Json.Serialization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>A step in the history of a registration, for those who ask why they have a seat, or none.</summary>
/// <param name="What">What happened.</param>
/// <param name="At">UTC.</param>
/// <param name="Seats">The seats of the registration after this step; for <c>checkedIn</c>, how many were let in. Left out where the step says nothing of seats.</param>
/// <param name="Position">The place in line when it joined, 1 is next; only where it waits after this step.</param>
/// <param name="Until">Until when the offer can be accepted, UTC; only for <c>offered</c>.</param>
/// <param name="By">Whose decision the cancellation was; only for <c>cancelled</c>.</param>
/// <param name="Message">What an organiser wrote: of a cancellation, or the reason of an extra seat or of letting somebody in against the rules.</param>
/// <param name="Actor">Who did it; left out where that was not stored yet. To who reads by the link, staff are the organisers.</param>
public sealed record CourseStep(
    CourseStep.Kind What,
    DateTimeOffset At,
    int? Seats = null,
    int? Position = null,
    DateTimeOffset? Until = null,
    CancelledBy? By = null,
    string? Message = null,
    Actor? Actor = null)
{
    /// <summary>What happened to a registration.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Kind>))]
    public enum Kind
    {
        /// <summary>It was given seats.</summary>
        Confirmed,

        /// <summary>It was full: it got a place in line.</summary>
        Joined,

        /// <summary>Seats are kept for it, to be taken in time.</summary>
        Offered,

        /// <summary>The offered seats were not taken in time: it ended.</summary>
        OfferExpired,

        /// <summary>It waited, and was given seats.</summary>
        Promoted,

        /// <summary>An organiser gave it seats ahead of the line.</summary>
        Granted,

        /// <summary>It has another number of seats.</summary>
        Resized,

        /// <summary>It came from another activity.</summary>
        MovedHere,

        /// <summary>It went to another activity.</summary>
        MovedAway,

        /// <summary>It ended.</summary>
        Cancelled,

        /// <summary>They came.</summary>
        CheckedIn,

        /// <summary>A check-in was a mistake, and was taken back.</summary>
        CheckInUndone,

        /// <summary>They came to the door without a registration, and were let in.</summary>
        WalkedIn,

        /// <summary>The capacity was lowered below what it waits for.</summary>
        TooLarge,

        /// <summary>Another name, number or language.</summary>
        ContactChanged,

        /// <summary>The activity's questions were answered anew.</summary>
        AnswersChanged,

        /// <summary>Who comes was said, or said anew.</summary>
        AttendeesNamed,

        /// <summary>An earlier conversation was kept for them.</summary>
        EarlierOffered,

        /// <summary>The officer said how the conversation went.</summary>
        ConversationMarked,

        /// <summary>The officer opened a case for what was left of the conversation.</summary>
        FollowUpOpened,
    }

    /// <returns>Null for an event that is not about this registration.</returns>
    public static CourseStep? Of(object @event, RegistrationId id, DateTimeOffset at) => @event switch
    {
        SeatsEvent other when other.Registration() != id => null,
        SeatsConfirmed { Booking: var booking } => new(Kind.Confirmed, at, booking.Seats),
        HoldConfirmed { HasSeats: true, Booking: var booking } => new(Kind.Confirmed, at, booking.Seats),
        HoldConfirmed { Booking: var booking, Position: var position } => new(Kind.Joined, at, booking.Seats, position),
        SeatsWaitlisted { Booking: var booking, Position: var position } => new(Kind.Joined, at, booking.Seats, position),
        GroupTooLarge { Booking: var booking } => new(Kind.TooLarge, at, booking.Seats),
        SeatsOffered { Booking: var booking, Until: var until } => new(Kind.Offered, at, booking.Seats, Until: until),
        EarlierTimeOffered { Booking: var booking, Until: var until } => new(Kind.EarlierOffered, at, booking.Seats, Until: until),
        SeatsOfferExpired => new(Kind.OfferExpired, at),
        SeatsPromoted { Booking: var booking } => new(Kind.Promoted, at, booking.Seats),
        SeatsGranted { Booking: var booking, Reason: var reason } => new(Kind.Granted, at, booking.Seats, Message: reason),
        SeatsWalkedIn { Booking: var booking } => new(Kind.WalkedIn, at, booking.Seats),
        SeatsResized { Booking: var booking } => new(Kind.Resized, at, booking.Seats),
        ContactChanged { Booking: var booking } => new(Kind.ContactChanged, at, booking.Seats),
        AnswersChanged { Booking: var booking } => new(Kind.AnswersChanged, at, booking.Seats),
        AttendeesNamed { Booking: var booking } => new(Kind.AttendeesNamed, at, booking.Seats),
        SeatsMovedHere { Booking: var booking, Position: var position } => new(Kind.MovedHere, at, booking.Seats, position),
        SeatsMovedAway => new(Kind.MovedAway, at),
        SeatsCancelled { By: var by, Message: var message } => new(Kind.Cancelled, at, By: by, Message: message),
        CheckedIn checkedIn => new(Kind.CheckedIn, checkedIn.At, checkedIn.Seats, Message: checkedIn.Override?.Reason),
        CheckInUndone => new(Kind.CheckInUndone, at),
        ConversationMarked marked => new(Kind.ConversationMarked, marked.At),
        ConversationFollowUpOpened opened => new(Kind.FollowUpOpened, opened.At),
        _ => null,
    };

    /// <param name="by">Whose request led to it, as <see cref="StoredActors"/> has it.</param>
    public CourseStep DoneBy(string? by, ActorNames names) => this with
    {
        // What somebody else did freed the seat or took it: nobody did this.
        Actor = What is Kind.Offered or Kind.EarlierOffered or Kind.OfferExpired or Kind.Promoted or Kind.TooLarge || By == CancelledBy.Activity ? ActorNames.System : names.Of(by),
    };
}

/// <summary>
/// <c>GET /registrations/{id}/course</c>, by the link or by an organiser: all that happened to the registration, the oldest first. By the link the
/// names of staff are not shown. 404 <c>no-such-registration</c>, also for a wrong token.
/// </summary>
public static class ReadRegistrationHistoryEndpoint
{
    public static void MapReadRegistrationHistory(this RouteGroupBuilder api) =>
        api.MapGet("/registrations/{id}/course", HandleAsync).Audited().WithTags("Registrations").WithName("registrationCourse").WithSummary("Read the history of a registration").TakesManageToken();

    private static async Task<Results<Ok<IReadOnlyList<CourseStep>>, ProblemHttpResult>> HandleAsync(
        RegistrationId id, HttpContext context, RegistrationAccess access, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var events = await reads.Events.FetchStreamAsync(activity.Value, token: cancellationToken);
        var names = RegistrationAccess.IsOrganiser(context)
            ? await reads.ActorNamesAsync(events.Select(@event => @event.UserName), cancellationToken)
            : ActorNames.WithoutStaff;
        return TypedResults.Ok<IReadOnlyList<CourseStep>>(
            events.Select(@event => CourseStep.Of(@event.Data, id, @event.Timestamp)?.DoneBy(@event.UserName, names)).OfType<CourseStep>().ToList());
    }
}
