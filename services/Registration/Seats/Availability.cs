using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Http;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>How many seats there are, for anyone.</summary>
/// <param name="Left">Never below zero, also where an organiser lowered the capacity below what is confirmed.</param>
/// <param name="Waiting">Seats that wait.</param>
public sealed record AvailabilityView(ActivityId ActivityId, int Capacity, int Confirmed, int Waiting, int Left);

/// <summary><c>GET /activities/{id}/availability</c>.</summary>
public static class AvailabilityEndpoint
{
    public static void MapAvailability(this RouteGroupBuilder api) =>
        api.MapGet("/activities/{id}/availability", HandleAsync)
            .WithTags("Registrations")
            .WithName("availability");

    private static async Task<Results<Ok<AvailabilityView>, ProblemHttpResult>> HandleAsync(
        ActivityId id, SeatsInMemory memory, IQuerySession reads, HttpResponse response, CancellationToken cancellationToken)
    {
        var (seats, version) = await memory.ReadAsync(reads, id.Value, cancellationToken);
        if (seats.Facts is null)
        {
            return SeatProblems.NoSuchActivity.ToAnswer();
        }

        response.SetVersion(version);
        var tally = seats.Tally;
        return TypedResults.Ok(new AvailabilityView(id, tally.Capacity, tally.Confirmed, tally.Waiting, tally.Left));
    }
}
