using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Keys;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// <c>GET /me/registrations</c>: what somebody has registered for, by a token that says whose the address is: each with its link, as in
/// the letters. What was cancelled is left out.
/// </summary>
public static class ListOwnRegistrationsEndpoint
{
    public static void MapListOwnRegistrations(this RouteGroupBuilder api) =>
        api.MapGet("/me/registrations", HandleAsync)
            .Only(Roles.Visitor)
            .InAnyMunicipality()
            .WithTags("Registrations")
            .WithName("listOwnRegistrations")
            .WithSummary("List one's own registrations");

    private static async Task<Ok<IReadOnlyList<RegistrationView>>> HandleAsync(
        HttpContext context, ActivitySeatsCache cache, IQuerySession reads, RegistrationKeys keys, TimeProvider clock, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        Guid? contact = Guid.TryParse(context.User.FindFirst(Roles.ContactClaim)?.Value, out var id) ? id : null;
        if (contact is null)
        {
            return TypedResults.Ok<IReadOnlyList<RegistrationView>>([]);
        }

        var entries = await reads.Query<RegistrationEntry>().Where(entry => entry.Contact == contact).ToListAsync(cancellationToken);
        var (own, now) = (new List<RegistrationView>(), clock.GetUtcNow());
        foreach (var entry in entries)
        {
            var (seats, _) = await cache.ReadAsync(reads, entry.ActivityId.Value, cancellationToken);
            if (seats.Active(entry.Id) is { } allocation)
            {
                own.Add(RegistrationView.Of(seats, entry.Id, keys, now) with { Conversation = allocation.Booking.Conversation });
            }
        }

        return TypedResults.Ok<IReadOnlyList<RegistrationView>>([.. own.OrderBy(registration => registration.RegisteredAt)]);
    }
}
