using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.Keys;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.QrCodes;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// The ticket as a picture of a QR code, by the registration's link or by an organiser. 404 <c>no-such-registration</c>, also for a wrong token. 409
/// <c>not-confirmed</c> where the registration has no seats: it waits, has an offer that is not accepted, or has ended.
/// </summary>
public static class ReadRegistrationEndpoint
{
    private const int PixelsPerModule = 8;

    public static void MapReadRegistration(this RouteGroupBuilder api)
    {
        api.MapGet("/registrations/{id}", HandleAsync).Audited().WithTags("Registrations").WithName("readRegistration").WithSummary("Read a registration").TakesManageToken();
        api.MapGet("/registrations/{id}/ticket.png", (
                RegistrationId id, HttpContext context, RegistrationAccess access, ActivitySeatsCache cache, IQuerySession reads, CancellationToken cancellationToken) =>
                TicketAsync(id, QrPicture.Png, "image/png", context, access, cache, reads, cancellationToken))
            .WithTags("Registrations")
            .Audited()
            .WithName("ticket")
            .WithSummary("Read a ticket as a PNG picture")
            .TakesManageToken()
            .AnswersAs("image/png")
            .RefusesWith(StatusCodes.Status409Conflict);
        api.MapGet("/registrations/{id}/ticket.svg", (
                RegistrationId id, HttpContext context, RegistrationAccess access, ActivitySeatsCache cache, IQuerySession reads, CancellationToken cancellationToken) =>
                TicketAsync(id, QrPicture.Svg, "image/svg+xml", context, access, cache, reads, cancellationToken))
            .WithTags("Registrations")
            .Audited()
            .WithName("ticketAsSvg")
            .WithSummary("Read a ticket as an SVG picture")
            .TakesManageToken()
            .AnswersAs("image/svg+xml")
            .RefusesWith(StatusCodes.Status409Conflict);
    }

    /// <summary>
    /// By the registration's link or by an organiser, also after it has ended (<c>status</c> is then <c>cancelled</c>). An organiser gets no
    /// <c>manageToken</c> and no <c>conversation</c>. 404 <c>no-such-registration</c>, also for a wrong token.
    /// </summary>
    private static async Task<Results<Ok<RegistrationView>, ProblemHttpResult>> HandleAsync(
        RegistrationId id, HttpContext context, RegistrationAccess access, ActivitySeatsCache cache, IQuerySession reads, RegistrationKeys keys, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var (seats, version) = await cache.ReadAsync(reads, activity.Value, cancellationToken);
        context.Response.SetVersion(version);
        var view = RegistrationView.Of(seats, id, RegistrationAccess.LinksFor(context, keys), clock.GetUtcNow());
        return TypedResults.Ok(RegistrationAccess.IsOrganiser(context) ? view : view with { Conversation = seats.Allocations[id].Booking.Conversation });
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> TicketAsync(
        RegistrationId id,
        Func<string, int, byte[]> draw,
        string mediaType,
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
        return seats.Active(id) is { Status: AllocationStatus.Confirmed, Booking.Ticket.Length: > 0 } allocation
            ? TypedResults.File(draw(allocation.Booking.Ticket, PixelsPerModule), mediaType)
            : SeatProblems.NotConfirmed.ToAnswer();
    }
}
