using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Venues;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>An organiser removes a place in which nothing is planned.</summary>
public static class DeleteVenue
{
    /// <param name="activities">All of the edition.</param>
    public static Removal MeaningOf(Venue venue, Edition edition, IEnumerable<Activity> activities)
    {
        var id = new VenueId(venue.Id);
        return Removal.Of(new LocalizedText(venue.Name), activities.Where(activity => activity.Plan?.VenueId == id).Select(UsedBy.Of)) with
        {
            TravelTimes = edition.TravelTimes.Count - WaysWithout(id, edition).Count,
        };
    }

    public static Decision Decide(Venue venue, Removal meaning, DateTimeOffset now) =>
        venue.Exists ? meaning.Decide(new VenueRemoved(new VenueId(venue.Id), venue.EditionId, now)) : CommonProblems.NotFound;

    /// <summary>What organisers said of the ways to the place goes with it; null where they said nothing.</summary>
    public static TravelTimesSet? WaysAfter(VenueId id, Edition edition, DateTimeOffset now) =>
        WaysWithout(id, edition) is var left && left.Count < edition.TravelTimes.Count ? new TravelTimesSet(left, now) : null;

    private static List<TravelTime> WaysWithout(VenueId id, Edition edition) =>
        edition.TravelTimes.Where(way => way.FromVenueId != id && way.ToVenueId != id).ToList();
}

/// <summary>The endpoint of <see cref="DeleteVenue"/>.</summary>
public static class DeleteVenueEndpoint
{
    public static void MapDeleteVenue(this RouteGroupBuilder api) =>
        api.MapDelete("/venues/{id}", HandleAsync)
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Venues and hosts")
            .WithName("deleteVenue")
            .WithSummary("Delete a venue that nothing uses");

    /// <summary>
    /// Removes a venue in which nothing is planned, with the travel times that were said of it: nobody is told. 409 <c>in-use</c> with the
    /// activities there, cancelled ones too, while there are any. 404 where it is gone already. For organisers and planners.
    /// </summary>
    /// <param name="preview">True shows what it comes to, also where it would be refused, and stores nothing.</param>
    private static async Task<Results<Ok<Removal>, ProblemHttpResult>> HandleAsync(
        VenueId id,
        [FromQuery] bool? preview,
        IfMatch ifMatch,
        ISessionFactory sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LoadAsync<Venue>(id.Value, cancellationToken) is not { } known
            || await session.LockEditionAsync(known.EditionId, cancellationToken) is not { Aggregate: { } edition } stream)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var there = await session.Query<Activity>().Where(activity => activity.EditionId == known.EditionId).ToListAsync(cancellationToken);
        var meaning = DeleteVenue.MeaningOf(known, edition, there);
        if (preview is true)
        {
            return TypedResults.Ok(meaning with { Preview = true });
        }

        if (DeleteVenue.WaysAfter(id, edition, clock.GetUtcNow()) is { } left)
        {
            stream.AppendOne(left);
        }

        var decided = await session.DecideAndSaveAsync<Venue>(
            id.Value, ifMatch.Expected, venue => DeleteVenue.Decide(venue, meaning, clock.GetUtcNow()), cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.Ok(meaning);
    }
}
