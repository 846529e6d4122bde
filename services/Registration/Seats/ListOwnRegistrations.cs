using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Keys;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// <c>GET /me/registrations</c>: for a visitor who signed in with an address: its registrations that have not ended, also of activities that are
/// over, in the order in which they were made. An empty list where there are none. <c>GET /my</c> also has titles, times and cancelled ones.
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
        if (Asker.VisitorOf(context.User) is not { } contact)
        {
            return TypedResults.Ok<IReadOnlyList<RegistrationView>>([]);
        }

        var (own, now) = (await cache.OwnOfAsync(reads, contact, cancellationToken), clock.GetUtcNow());
        return TypedResults.Ok<IReadOnlyList<RegistrationView>>(
            [.. own.Where(each => each.Allocation.Status != AllocationStatus.Ended)
                .Select(each => RegistrationView.Of(each.Seats, each.Allocation.Booking.Id, keys, now) with { Conversation = each.Allocation.Booking.Conversation })
                .OrderBy(registration => registration.RegisteredAt)]);
    }
}
