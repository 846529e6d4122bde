using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>
/// Reads the edition that a front end begins with, also without signing in: of the open ones whose last day (Europe/Stockholm) is not over, the
/// one that starts first; where there is none, the open or closed one that ended last. Drafts do not count: 404 where there is nothing else.
/// </summary>
public static class ReadCurrentEdition
{
    /// <summary>No edition can be called so: it would be behind this address.</summary>
    public const string Name = "current";

    /// <param name="Municipality">
    /// Whose editions: a municipality's name as editions have it. Left out, those of the installation's own municipality; where it has none,
    /// all.
    /// </param>
    public sealed record Query([FromQuery] string? Municipality);

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(query => query.Municipality).IsMunicipality();
    }

    public static void MapReadCurrentEdition(this RouteGroupBuilder api) =>
        api.MapGet($"/editions/{Name}", HandleAsync)
            .Validates<Query>()
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Editions")
            .WithName("readCurrentEdition")
            .WithSummary("Read the edition that is on or comes next");

    /// <param name="today">Europe/Stockholm.</param>
    public static Edition? Of(IEnumerable<Edition> editions, DateOnly today)
    {
        var seen = editions.Where(edition => edition.Status != EditionStatus.Draft).ToList();
        return seen
            .Where(edition => edition.Status == EditionStatus.Open && edition.EndsOn >= today)
            .OrderBy(edition => edition.StartsOn)
            .ThenBy(edition => edition.Id)
            .FirstOrDefault()
            ?? seen.OrderByDescending(edition => edition.EndsOn).ThenByDescending(edition => edition.Id).FirstOrDefault();
    }

    private static async Task<Results<Ok<EditionView>, StatusCodeHttpResult, ProblemHttpResult>> HandleAsync(
        [AsParameters] Query query, IQuerySession reads, IConfiguration configuration, HttpContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        var own = OwnMunicipality.DefaultOf(configuration);
        var wanted = query.Municipality ?? own;
        var editions = await reads.Query<Edition>().Where(edition => edition.Status != EditionStatus.Draft).ToListAsync(cancellationToken);
        if (Of(editions.Where(edition => wanted.Length == 0 || (edition.Municipality ?? own) == wanted), Stockholm.DayOf(clock.GetUtcNow())) is not { } current)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        context.Response.IsPublicForAMoment();
        return context.IsKnownToAsker($"{current.Id}-{current.StreamVersion}")
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(EditionView.Of(current));
    }
}
