using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Registration.Keys;
using BusinessFocus.ServiceDefaults.Idempotency;
using Marten;

namespace BusinessFocus.Registration.Seats;

/// <summary>What opens a registration, in the answers that have a <see cref="RegistrationView"/>: found again by its id.</summary>
public static class RegistrationCredentials
{
    public static RouteHandlerBuilder AnswersWithRegistrations(this RouteHandlerBuilder endpoint) => endpoint.AnswersWithCredentials(
        new Credential("ticket", TicketOfAsync),
        new Credential("manageToken", (registration, context) => ValueTask.FromResult(
            ManageToken.For(IdIn(registration, "id"), context.RequestServices.GetRequiredService<RegistrationKeys>().Links.Current))));

    /// <summary>The one that the booking has: signed again, it would be another one.</summary>
    private static async ValueTask<string> TicketOfAsync(JsonObject registration, HttpContext context)
    {
        var (cache, reads) = (context.RequestServices.GetRequiredService<ActivitySeatsCache>(), context.RequestServices.GetRequiredService<IQuerySession>());
        var (seats, _) = await cache.ReadAsync(reads, IdIn(registration, "activityId"), context.RequestAborted);
        return seats.Allocations.TryGetValue(new RegistrationId(IdIn(registration, "id")), out var allocation) ? allocation.Booking.Ticket : "";
    }

    private static Guid IdIn(JsonObject registration, string member) => registration[member]!.GetValue<Guid>();
}
