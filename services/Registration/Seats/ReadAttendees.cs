using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.QrCodes;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>Who comes by a registration.</summary>
/// <param name="Seats">How many the registration has or waits for.</param>
/// <param name="Unnamed">How many of them have no name yet: they come by the registration's own ticket.</param>
/// <param name="Attendees">The others, in the order in which they were named.</param>
public sealed record AttendeesView(int Seats, int Unnamed, IReadOnlyList<AttendeeView> Attendees)
{
    /// <summary>For <c>If-Match</c>: another one for other names. The version of the activity changes with each registration for it.</summary>
    public static long VersionOf(Booking booking)
    {
        var names = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', (booking.Attendees ?? []).Select(each => each.Id.Value))));
        return BinaryPrimitives.ReadInt64BigEndian(names) & long.MaxValue;
    }

    public static AttendeesView Of(Allocation allocation)
    {
        var (named, hasSeats) = (allocation.Booking.Attendees ?? [], allocation.Status == AllocationStatus.Confirmed);
        return new AttendeesView(
            allocation.Booking.Seats,
            allocation.Booking.Seats - named.Count,
            [.. named.Select(each => new AttendeeView(
                each.Id, each.Name, hasSeats ? each.Ticket : null, allocation.CameByName.GetValueOrDefault(each.Id)?.At))]);
    }
}

/// <summary>Somebody who comes by a registration, and was named.</summary>
/// <param name="Id">In the address of the ticket, and to undo a check-in.</param>
/// <param name="Name">As the group said it.</param>
/// <param name="Ticket">The code to show at the door; left out while the registration has no seats.</param>
/// <param name="CheckedInAt">When they came by their own ticket, UTC; left out until then, and where they came by the registration's ticket.</param>
public sealed record AttendeeView(AttendeeId Id, string Name, string? Ticket, DateTimeOffset? CheckedInAt);

/// <summary>
/// <c>GET /registrations/{id}/attendees</c>: who comes by a registration, with their tickets, and each ticket as a picture; by the link or by an
/// organiser.
/// </summary>
public static class ReadAttendeesEndpoint
{
    private const int PixelsPerModule = 8;

    public static void MapReadAttendees(this RouteGroupBuilder api)
    {
        api.MapGet("/registrations/{id}/attendees", HandleAsync)
            .WithTags("Registrations")
            .Audited()
            .WithName("readAttendees")
            .WithSummary("List the attendees of a registration")
            .TakesManageToken();
        api.MapGet("/registrations/{id}/attendees/{attendeeId}/ticket.png", TicketAsync)
            .WithTags("Registrations")
            .Audited()
            .WithName("attendeeTicket")
            .WithSummary("Read an attendee's ticket as a PNG picture")
            .TakesManageToken()
            .AnswersAs("image/png")
            .RefusesWith(StatusCodes.Status409Conflict);
    }

    /// <summary>By the registration's link or by an organiser. 404 <c>no-such-registration</c>, also for a wrong token.</summary>
    private static async Task<Results<Ok<AttendeesView>, ProblemHttpResult>> HandleAsync(
        RegistrationId id, HttpContext context, RegistrationAccess access, ActivitySeatsCache cache, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var (seats, _) = await cache.ReadAsync(reads, activity.Value, cancellationToken);
        context.Response.SetVersion(AttendeesView.VersionOf(seats.Allocations[id].Booking));
        return TypedResults.Ok(AttendeesView.Of(seats.Allocations[id]));
    }

    /// <summary>
    /// A PNG picture of the QR code of one attendee's own ticket, by the registration's link or by an organiser. 404 <c>no-such-registration</c> or
    /// <c>no-such-attendee</c>. 409 <c>not-confirmed</c> where the registration has no seats.
    /// </summary>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> TicketAsync(
        RegistrationId id,
        AttendeeId attendeeId,
        HttpContext context,
        RegistrationAccess access,
        ActivitySeatsCache cache,
        IQuerySession reads,
        CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var (seats, _) = await cache.ReadAsync(reads, activity.Value, cancellationToken);
        var allocation = seats.Allocations[id];
        return allocation.Booking.Attendees?.FirstOrDefault(each => each.Id == attendeeId) is not { } attendee ? SeatProblems.NoSuchAttendee.ToAnswer()
            : allocation.Status != AllocationStatus.Confirmed ? SeatProblems.NotConfirmed.ToAnswer()
            : TypedResults.File(QrPicture.Png(attendee.Ticket, PixelsPerModule), "image/png");
    }
}
