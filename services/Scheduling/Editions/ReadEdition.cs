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

/// <summary>One festival: some weeks of activities under one name.</summary>
/// <param name="StartsOn">First day, Europe/Stockholm.</param>
/// <param name="EndsOn">Last day, Europe/Stockholm.</param>
/// <param name="Status">Who sees it, and whether something can be planned in it.</param>
/// <param name="ReleaseVersion">Which version of the programme is public: 1 after the first release, 0 before it.</param>
/// <param name="CompletesByItself">Whether its activities are completed by themselves after their end; else an organiser or planner says so of each.</param>
/// <param name="Municipality">Whose festival it is, in small letters, digits and hyphens; left out where that was not said.</param>
/// <param name="ConfirmAddress">When people who register show first that the address is theirs, where the rules of an activity say nothing of it.</param>
/// <param name="Slug">Its name in addresses, for instance "lerum-2026"; it never changes.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Presentation">What it says of itself: introduction, consent, sender, logo, address for answers and contact.</param>
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
    ConfirmAddress ConfirmAddress,
    EditionPresentation Presentation)
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
        edition.ConfirmAddress ?? ConfirmAddress.WhenSuspicious,
        edition.Presentation);
}

/// <summary>
/// Reads an edition by its id or its slug. Everybody reads one that is open or closed, also without signing in; a draft is 404 for all but
/// organisers and planners. Its ETag is for changes of the edition.
/// </summary>
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
