using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Venues;

/// <summary>
/// An organiser changes a place. The programme shows it with the next release; what no longer fits is in the report of
/// clashes.
/// </summary>
public static class ChangeVenue
{
    /// <param name="others">The edition's other places.</param>
    public static Decision Decide(Venue venue, AddVenue.Request request, IReadOnlyCollection<Venue> others, DateTimeOffset now)
    {
        if (AddVenue.IsTaken(request.Name, others))
        {
            return VenueProblems.NameTaken.With("name", request.Name);
        }

        var changed = new VenueChanged(
            request.Name.Trim(),
            request.Address,
            request.Capacity,
            request.Latitude,
            request.Longitude,
            request.Shared,
            request.Details,
            request.Reason,
            now);
        return IsSame(venue, changed) ? Decision.Nothing : Decision.Of(changed);
    }

    private static bool IsSame(Venue venue, VenueChanged changed) =>
        venue with { Details = VenueDetails.None } == venue.Evolve(changed) with { Details = VenueDetails.None }
        && venue.Details.Accessibility == changed.Details.Accessibility
        && venue.Details.Rooms.SequenceEqual(changed.Details.Rooms)
        && venue.Details.OpeningHours.SequenceEqual(changed.Details.OpeningHours);
}

/// <summary>The endpoint of <see cref="ChangeVenue"/>.</summary>
public static class ChangeVenueEndpoint
{
    public static void MapChangeVenue(this RouteGroupBuilder api) =>
        api.MapPut("/venues/{id}", HandleAsync)
            .Validates<AddVenue.Request>()
            .TakesBack<VenueView>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Venues and hosts")
            .WithName("changeVenue")
            .WithSummary("Change a venue");

    /// <summary>
    /// Replaces what is known of a venue: what is left out is removed. The programme shows it with the next release. What is planned there is
    /// not looked at again: what no longer fits is in the edition's list of clashes. What was read can be sent back; the same again changes
    /// nothing. 409 <c>venue-name-taken</c> where another one has the name. For organisers and planners.
    /// </summary>
    private static async Task<Results<Ok<VenueView>, ProblemHttpResult>> HandleAsync(
        VenueId id,
        AddVenue.Request request,
        IfMatch ifMatch,
        ISessionFactory sessions,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LoadAsync<Venue>(id.Value, cancellationToken) is not { } known
            || await session.LockEditionAsync(known.EditionId, cancellationToken) is null)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var others = await session.Query<Venue>()
            .Where(venue => venue.EditionId == known.EditionId && venue.Id != id.Value)
            .ToListAsync(cancellationToken);
        var decided = await session.DecideAndSaveAsync<Venue>(
            id.Value, ifMatch.Expected, venue => ChangeVenue.Decide(venue, request, others, clock.GetUtcNow()), cancellationToken);
        return decided.ToAnswer(response, VenueView.Of);
    }
}
