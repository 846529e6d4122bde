using System.Security.Claims;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>Anyone lists the editions (drafts only organisers and planners), in the order in which they were made.</summary>
public static class ListEditions
{
    public static void MapListEditions(this RouteGroupBuilder api) =>
        api.MapGet("/editions", HandleAsync)
            .Validates<PageQuery>()
            .WithTags("Editions")
            .WithName("listEditions");

    private static async Task<Ok<Page<EditionView>>> HandleAsync(
        [AsParameters] PageQuery page, IQuerySession reads, ClaimsPrincipal asker, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.Vary = "Authorization";
        var all = reads.Query<Edition>();
        var shown = asker.IsOneOf(Roles.Organiser, Roles.Planner) ? all : all.Where(edition => edition.Status != EditionStatus.Draft);
        var found = await shown.PageAsync(page, cancellationToken);
        return TypedResults.Ok(page.Of(found.Select(EditionView.Of).ToList(), edition => edition.Id.ToString()));
    }
}
