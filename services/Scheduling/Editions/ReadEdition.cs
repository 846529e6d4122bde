using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Http;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>An edition as everybody sees it.</summary>
/// <param name="StartsOn">First day, Europe/Stockholm.</param>
/// <param name="EndsOn">Last day, Europe/Stockholm.</param>
/// <param name="ReleaseVersion">The version of the programme that is public; 0 before the first release.</param>
public sealed record EditionView(EditionId Id, string Slug, LocalizedText Name, DateOnly StartsOn, DateOnly EndsOn, int ReleaseVersion)
{
    public static EditionView Of(Edition edition) =>
        new(new EditionId(edition.Id), edition.Slug, edition.Name, edition.StartsOn, edition.EndsOn, edition.ReleaseVersion);
}

/// <summary>Anyone reads an edition, by its id or its slug.</summary>
public static class ReadEdition
{
    public static void MapReadEdition(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{idOrSlug}", HandleAsync)
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Editions")
            .WithName("readEdition");

    public static async Task<Edition?> FindEditionAsync(this IQuerySession reads, string idOrSlug, CancellationToken cancellationToken) =>
        EditionId.TryParse(idOrSlug, out var id)
            ? await reads.LoadAsync<Edition>(id.Value, cancellationToken)
            : await reads.Query<Edition>().SingleOrDefaultAsync(edition => edition.Slug == idOrSlug, cancellationToken);

    private static async Task<Results<Ok<EditionView>, StatusCodeHttpResult, ProblemHttpResult>> HandleAsync(
        string idOrSlug, IQuerySession reads, HttpContext context, CancellationToken cancellationToken)
    {
        if (await reads.FindEditionAsync(idOrSlug, cancellationToken) is not { } edition)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        return context.IsKnownToAsker(edition.StreamVersion.ToString(CultureInfo.InvariantCulture))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(EditionView.Of(edition));
    }
}
