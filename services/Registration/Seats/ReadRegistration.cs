using BusinessFocus.Contracts;
using BusinessFocus.Registration.Tickets;
using BusinessFocus.ServiceDefaults.Http;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using QRCoder;

namespace BusinessFocus.Registration.Seats;

/// <summary>The owner of a registration reads it and its ticket by the link in the mail.</summary>
public static class ReadRegistrationEndpoint
{
    private const int PixelsPerModule = 8;

    public static void MapReadRegistration(this RouteGroupBuilder api)
    {
        api.MapGet("/registrations/{id}", HandleAsync).WithTags("Registrations").WithName("readRegistration").TakesManageToken();
        api.MapGet("/registrations/{id}/ticket.png", HandleTicketAsync)
            .WithTags("Registrations")
            .WithName("ticket")
            .TakesManageToken()
            .Produces(StatusCodes.Status200OK, contentType: "image/png");
    }

    private static async Task<Results<Ok<RegistrationView>, ProblemHttpResult>> HandleAsync(
        RegistrationId id, HttpContext context, Counter counter, SeatsInMemory memory, IQuerySession reads, Keys keys, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await counter.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var (seats, version) = await memory.ReadAsync(reads, activity.Value, cancellationToken);
        context.Response.SetVersion(version);
        return TypedResults.Ok(RegistrationView.Of(seats, id, keys, clock.GetUtcNow()));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleTicketAsync(
        RegistrationId id, HttpContext context, Counter counter, SeatsInMemory memory, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (await counter.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var (seats, _) = await memory.ReadAsync(reads, activity.Value, cancellationToken);
        if (seats.Active(id) is not { Status: AllocationStatus.Confirmed } allocation)
        {
            return SeatProblems.NotConfirmed.ToAnswer();
        }

        return TypedResults.File(PngByteQRCodeHelper.GetQRCode(allocation.Booking.Ticket, QRCodeGenerator.ECCLevel.M, PixelsPerModule), "image/png");
    }
}
