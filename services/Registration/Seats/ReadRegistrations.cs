using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// <c>GET /registrations?ids=</c>: for organisers. An id that does not exist, that belongs to another municipality than the organiser's, or whose
/// address is not confirmed yet is in <c>missing</c>.
/// </summary>
public static class ReadRegistrationsEndpoint
{
    public static void MapReadRegistrations(this RouteGroupBuilder api) =>
        api.MapGet("/registrations", HandleAsync)
            .Validates<IdsQuery>()
            .Only(Roles.Organiser)
            .InAnyMunicipality()
            .Audited()
            .WithTags("Registrations")
            .WithName("readRegistrations")
            .WithSummary("Read several registrations by their ids");

    private static async Task<Ok<Batch<RegistrationView, RegistrationId>>> HandleAsync(
        [AsParameters] IdsQuery query, HttpContext context, ActivitySeatsCache cache, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        var ids = query.All<RegistrationId>();
        var now = clock.GetUtcNow();
        var wanted = ids.ToArray();
        var entries = await reads.Query<RegistrationEntry>().Where(entry => entry.Id.IsOneOf(wanted)).ToListAsync(cancellationToken);
        var found = new Dictionary<RegistrationId, RegistrationView>();
        foreach (var activity in entries.GroupBy(entry => entry.ActivityId, entry => entry.Id))
        {
            if (!await context.HoldsForAsync("activities", activity.Key.ToString(), Roles.Organiser))
            {
                continue;
            }

            var (seats, _) = await cache.ReadAsync(reads, activity.Key.Value, cancellationToken);

            // What is held is nobody's yet, and may be an advertisement.
            foreach (var id in activity.Where(id => seats.Allocations[id].Status != AllocationStatus.Held))
            {
                found[id] = RegistrationView.Of(seats, id, keys: null, now);
                context.IsAbout($"registrations/{id}");
            }
        }

        return TypedResults.Ok(Batch<RegistrationView, RegistrationId>.Of(ids, found));
    }
}
