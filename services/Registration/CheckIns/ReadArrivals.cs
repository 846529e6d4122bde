using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Seats;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>How many have come to an activity so far, in seats; nobody's name.</summary>
/// <param name="ActivityId">What they came to.</param>
/// <param name="Expected">Seats that were given, to walk-ins too.</param>
/// <param name="Came">Of those, how many have come.</param>
/// <param name="WalkIns">Of those who came, how many had not registered.</param>
/// <param name="Waiting">Seats that are waited for in line: who stands at the door with such a registration has no seat.</param>
/// <param name="Left">Seats that nobody has.</param>
/// <param name="LatestAt">When the last one came, UTC; left out until somebody has.</param>
/// <param name="Version">Of two answers about the same activity, the higher one is newer.</param>
public sealed record ArrivalsView(
    ActivityId ActivityId, int Expected, int Came, int WalkIns, int Waiting, int Left, DateTimeOffset? LatestAt, long Version)
{
    public static ArrivalsView Of(ActivitySeats seats, long version)
    {
        var (came, walkIns, latest) = (0, 0, (DateTimeOffset?)null);
        foreach (var each in seats.Allocations.Values.Where(each => each is { Status: AllocationStatus.Confirmed, CheckedInAt: not null }))
        {
            came += each.Came;
            walkIns += each.IsWalkIn ? each.Came : 0;
            var last = each.CameByName.Values.Select(one => one.At).Append(each.CheckedInAt!.Value).Max();
            latest = latest is null || last > latest ? last : latest;
        }

        return new ArrivalsView(seats.ActivityId, seats.Tally.Confirmed, came, walkIns, seats.Tally.Waiting, seats.Tally.Left, latest, version);
    }
}

/// <summary>
/// <c>GET /activities/{id}/arrivals</c>: for organisers, and for door staff at the doors and on the days that they were given (else 403). Made to be
/// asked every second or two, with the ETag of the last answer in <c>If-None-Match</c>: 304 as long as nothing happened. 404
/// <c>no-such-activity</c>.
/// </summary>
public static class ReadArrivalsEndpoint
{
    public static void MapReadArrivals(this RouteGroupBuilder api) =>
        api.MapGet("/activities/{id}/arrivals", HandleAsync)
            .Only(Roles.Organiser, Roles.Door)
            .WithTags("Check-in")
            .WithName("arrivals")
            .WithSummary("Follow how many have come");

    private static async Task<Results<Ok<ArrivalsView>, ProblemHttpResult>> HandleAsync(
        ActivityId id, HttpContext context, ActivitySeatsCache cache, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (CheckInRights.MissingAt(context, id, clock.GetUtcNow()) is { } missing)
        {
            return missing;
        }

        var (seats, version) = await cache.ReadAsync(reads, id.Value, cancellationToken);
        if (seats.Facts is null)
        {
            return SeatProblems.NoSuchActivity.ToAnswer();
        }

        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.SetVersion(version);
        return TypedResults.Ok(ArrivalsView.Of(seats, version));
    }
}
