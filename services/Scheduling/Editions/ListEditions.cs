using BusinessFocus.ServiceDefaults.Http;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>Anyone lists the editions, in the order in which they were made.</summary>
public static class ListEditions
{
    public static void MapListEditions(this RouteGroupBuilder api) =>
        api.MapGet("/editions", HandleAsync)
            .Validates<PageQuery>()
            .WithTags("Editions")
            .WithName("listEditions");

    private static async Task<Ok<Page<EditionView>>> HandleAsync(
        [AsParameters] PageQuery page, IQuerySession reads, CancellationToken cancellationToken)
    {
        var found = await reads.Query<Edition>().PageAsync(page, cancellationToken);
        return TypedResults.Ok(page.Of(found.Select(EditionView.Of).ToList(), edition => edition.Id.ToString()));
    }
}
