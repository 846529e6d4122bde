using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Hours;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Venues;

/// <summary>A place where activities of an edition take place.</summary>
/// <param name="Shared">False for a placeholder such as "Hos företaget", which is not one place and never clashes.</param>
/// <param name="OpeningHours">When it is open in a week, on the clock in Europe/Stockholm; none where it is open at any time.</param>
/// <param name="Name">What it is called; no other venue of the edition is called so.</param>
/// <param name="Address">Street and town; left out where nobody has said.</param>
/// <param name="Capacity">People that the whole venue holds; left out where nobody has said.</param>
/// <param name="Latitude">Degrees north (WGS 84); left out where nobody has said.</param>
/// <param name="Longitude">Degrees east (WGS 84); left out where nobody has said.</param>
/// <param name="Rooms">Parts that can be used by themselves; none where it is used as a whole.</param>
/// <param name="Accessibility">What visitors who need it can count on; left out where nobody has said.</param>
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

/// <summary>Reads a venue. Its ETag is for the change of it. For organisers and planners.</summary>
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
