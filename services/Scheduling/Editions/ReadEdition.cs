using System.Globalization;
using System.Security.Claims;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>An edition as everybody sees it.</summary>
/// <param name="StartsOn">First day, Europe/Stockholm.</param>
/// <param name="EndsOn">Last day, Europe/Stockholm.</param>
/// <param name="Status">A draft is for organisers only; in a closed one nothing more is planned.</param>
/// <param name="ReleaseVersion">The version of the programme that is public; 0 before the first release.</param>
/// <param name="CompletesByItself">Whether its activities are completed after their end without anybody saying so.</param>
/// <param name="Municipality">Whose festival it is; null where that was not said.</param>
/// <param name="ConfirmAddress">When people who register confirm their address first, where an activity says nothing else.</param>
/// <param name="Slug">Its name in addresses.</param>
public sealed record EditionView(
    EditionId Id,
    string Slug,
    LocalizedText Name,
    DateOnly StartsOn,
    DateOnly EndsOn,
    EditionStatus Status,
    int ReleaseVersion,
    bool CompletesByItself,
    string? Municipality,
    ConfirmAddress ConfirmAddress)
{
    public static EditionView Of(Edition edition) => new(
        new EditionId(edition.Id),
        edition.Slug,
        edition.Name,
        edition.StartsOn,
        edition.EndsOn,
        edition.Status,
        edition.ReleaseVersion,
        edition.CompletesByItself,
        edition.Municipality,
        edition.ConfirmAddress ?? ConfirmAddress.WhenSuspicious);
}

/// <summary>Anyone reads an edition, by its id or its slug; a draft only organisers.</summary>
public static class ReadEdition
{
    public static void MapReadEdition(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{idOrSlug}", HandleAsync)
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Editions")
            .WithName("readEdition")
            .WithSummary("Read an edition");

    public static async Task<Edition?> FindEditionAsync(this IQuerySession reads, string idOrSlug, CancellationToken cancellationToken) =>
        EditionId.TryParse(idOrSlug, out var id)
            ? await reads.LoadAsync<Edition>(id.Value, cancellationToken)
            : await reads.Query<Edition>().SingleOrDefaultAsync(edition => edition.Slug == idOrSlug, cancellationToken);

    private static async Task<Results<Ok<EditionView>, StatusCodeHttpResult, ProblemHttpResult>> HandleAsync(
        string idOrSlug, IQuerySession reads, ClaimsPrincipal asker, HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.Headers.Vary = "Authorization";
        if (await reads.FindEditionAsync(idOrSlug, cancellationToken) is not { } edition
            || (edition.Status == EditionStatus.Draft && !asker.IsOneOf(Roles.Organiser, Roles.Planner)))
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        return context.IsKnownToAsker(edition.StreamVersion.ToString(CultureInfo.InvariantCulture))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(EditionView.Of(edition));
    }
}
