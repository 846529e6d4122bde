using System.Security.Claims;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Hosts;

/// <summary>
/// Lists those who meet visitors in an edition, in the order in which they were added. For organisers, and for planners, who do not see
/// addresses.
/// </summary>
public static class ListHosts
{
    public static void MapListHosts(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{id}/hosts", HandleAsync)
            .Validates<PageQuery>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Venues and hosts")
            .Audited()
            .WithName("listHosts")
            .WithSummary("List hosts");

    private static async Task<Results<Ok<Page<HostView>>, ProblemHttpResult>> HandleAsync(
        EditionId id, [AsParameters] PageQuery page, ClaimsPrincipal asker, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Edition>(id.Value, cancellationToken) is null)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var all = reads.Query<Host>().Where(host => host.EditionId == id);
        var found = await all.PageAsync(page, cancellationToken);
        return TypedResults.Ok(page.Of(found.Select(host => HostView.For(host, asker)).ToList(), host => host.Id.ToString(), await all.CountAsync(cancellationToken)));
    }
}
