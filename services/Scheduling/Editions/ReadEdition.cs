using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Http;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>An edition as everybody sees it.</summary>
public sealed record EditionView(EditionId Id, string Slug, LocalizedText Name, DateOnly StartsOn, DateOnly EndsOn)
{
    public static EditionView Of(Edition edition) =>
        new(new EditionId(edition.Id), edition.Slug, edition.Name, edition.StartsOn, edition.EndsOn);
}

/// <summary>Anyone reads an edition, by its id or its slug.</summary>
public static class ReadEdition
{
    public static void MapReadEdition(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{idOrSlug}", HandleAsync)
            .WithTags("Editions")
            .WithName("readEdition");

    private static async Task<Results<Ok<EditionView>, ProblemHttpResult>> HandleAsync(
        string idOrSlug, IQuerySession reads, CancellationToken cancellationToken)
    {
        var edition = EditionId.TryParse(idOrSlug, out var id)
            ? await reads.LoadAsync<Edition>(id.Value, cancellationToken)
            : await reads.Query<Edition>().SingleOrDefaultAsync(each => each.Slug == idOrSlug, cancellationToken);
        return edition is null ? CommonProblems.NotFound.ToAnswer() : TypedResults.Ok(EditionView.Of(edition));
    }
}
