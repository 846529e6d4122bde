using System.Security.Claims;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>
/// Lists the editions, in the order in which they were made. Everybody gets those that are open or closed, also without signing in; organisers
/// and planners get drafts too, who have their role in one municipality only its drafts.
/// </summary>
public static class ListEditions
{
    public static void MapListEditions(this RouteGroupBuilder api) =>
        api.MapGet("/editions", HandleAsync)
            .Validates<PageQuery>()
            .InAnyMunicipality()
            .WithTags("Editions")
            .WithName("listEditions")
            .WithSummary("List editions");

    private static async Task<Ok<Page<EditionView>>> HandleAsync(
        [AsParameters] PageQuery page,
        IQuerySession reads,
        ClaimsPrincipal asker,
        IConfiguration configuration,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        response.Headers.Vary = "Authorization";
        var all = Shown(reads.Query<Edition>(), asker, configuration);
        var found = await all.PageAsync(page, cancellationToken);
        return TypedResults.Ok(page.Of(found.Select(EditionView.Of).ToList(), edition => edition.Id.ToString(), await all.CountAsync(cancellationToken)));
    }

    /// <summary>Who plans in the editions of one municipality sees no draft of another.</summary>
    private static IQueryable<Edition> Shown(IQueryable<Edition> all, ClaimsPrincipal asker, IConfiguration configuration)
    {
        var planning = new[] { Roles.Organiser, Roles.Planner }.Where(asker.IsInRole).Select(asker.MunicipalityOf).ToList();
        if (planning.Contains(null))
        {
            return all;
        }

        var own = planning.OfType<string>().ToArray();
        return own.Length == 0 ? all.Where(edition => edition.Status != EditionStatus.Draft)
            : own.Contains(OwnMunicipality.DefaultOf(configuration))
                ? all.Where(edition => edition.Status != EditionStatus.Draft || edition.Municipality == null || edition.Municipality.IsOneOf(own))
                : all.Where(edition => edition.Status != EditionStatus.Draft || edition.Municipality!.IsOneOf(own));
    }
}
