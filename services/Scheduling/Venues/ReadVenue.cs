using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Hours;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Venues;

/// <summary>A place of an edition.</summary>
/// <param name="Shared">False for a placeholder, which never clashes.</param>
/// <param name="OpeningHours">On the clock in Europe/Stockholm; none is open at any time.</param>
/// <param name="Name">As it is shown.</param>
/// <param name="Address">Street and town.</param>
/// <param name="Capacity">Of the whole place.</param>
/// <param name="Latitude">Degrees north (WGS 84).</param>
/// <param name="Longitude">Degrees east (WGS 84).</param>
/// <param name="Rooms">With how many each holds.</param>
public sealed record VenueView(
    VenueId Id,
    string Name,
    string? Address,
    int? Capacity,
    double? Latitude,
    double? Longitude,
    bool Shared,
    IReadOnlyList<Room> Rooms,
    Accessibility? Accessibility,
    IReadOnlyList<WeeklyHours> OpeningHours)
{
    public static VenueView Of(Venue venue) => new(
        new VenueId(venue.Id),
        venue.Name,
        venue.Address,
        venue.Capacity,
        venue.Latitude,
        venue.Longitude,
        venue.Shared,
        venue.Details.Rooms,
        venue.Details.Accessibility,
        venue.Details.OpeningHours);
}

/// <summary>An organiser reads a place.</summary>
public static class ReadVenue
{
    public static void MapReadVenue(this RouteGroupBuilder api) =>
        api.MapGet("/venues/{id}", HandleAsync)
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Venues and hosts")
            .WithName("readVenue")
            .WithSummary("Read a venue");

    private static async Task<Results<Ok<VenueView>, ProblemHttpResult>> HandleAsync(
        VenueId id, IQuerySession reads, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Venue>(id.Value, cancellationToken) is not { } venue)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        response.SetVersion(venue.StreamVersion);
        return TypedResults.Ok(VenueView.Of(venue));
    }
}
