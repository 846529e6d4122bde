using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Venues;

/// <summary>Lists the venues of an edition, in the order in which they were added. For organisers and planners.</summary>
public static class ListVenues
{
    public static void MapListVenues(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{id}/venues", HandleAsync)
            .Validates<PageQuery>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Venues and hosts")
            .WithName("listVenues")
            .WithSummary("List venues");

    private static async Task<Results<Ok<Page<VenueView>>, ProblemHttpResult>> HandleAsync(
        EditionId id, [AsParameters] PageQuery page, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Edition>(id.Value, cancellationToken) is null)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var all = reads.Query<Venue>().Where(venue => venue.EditionId == id);
        var found = await all.PageAsync(page, cancellationToken);
        return TypedResults.Ok(page.Of(found.Select(VenueView.Of).ToList(), venue => venue.Id.ToString(), await all.CountAsync(cancellationToken)));
    }
}
