using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Official;

/// <summary>An organiser takes a published figure away.</summary>
public static class RemoveOfficialFigure
{
    public static Decision Decide(
        OfficialFigures known, string municipality, string publisher, string measure, string area, int year, string? by, DateTimeOffset now) =>
        known.Figures.ContainsKey(OfficialFigure.KeyOf(publisher, measure, area, year))
            ? Decision.Of(new OfficialFigureWasRemoved(municipality, publisher, measure, area, year, by, now))
            : Decision.Nothing;
}

/// <summary>Takes away what was said to be published of a municipality; where there is no such figure, nothing changes. For organisers.</summary>
public static class RemoveOfficialFigureEndpoint
{
    public static void MapRemoveOfficialFigure(this RouteGroupBuilder api) =>
        api.MapDelete("/municipalities/{municipality}/official-figures/{publisher}/{measure}/{area}/{year}", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Reports")
            .WithName("removeOfficialFigure")
            .WithSummary("Remove an official figure");

    /// <param name="municipality">Whom it is about, as editions have it: small letters, digits and hyphens.</param>
    /// <param name="publisher">As it was set: svenskt-naringsliv, skr, or another one's key.</param>
    /// <param name="measure">As it was set: ranking, judgement, nki, nui, or another one's key.</param>
    /// <param name="area">As it was set: an authority area of Insikt such as bygglov, or total.</param>
    /// <param name="year">The year that the publisher gives it.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string municipality,
        string publisher,
        string measure,
        string area,
        int year,
        IfMatch ifMatch,
        HttpContext context,
        ISessionFactory sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!MunicipalityNames.Is(municipality))
        {
            return MunicipalityNames.NotOne();
        }

        var by = context.User.FindFirst("sub")?.Value;
        var decided = await sessions.DecideAsync<OfficialFigures>(
            OfficialFigures.StreamOf(municipality),
            ifMatch.Expected,
            known => RemoveOfficialFigure.Decide(
                known, municipality, KnownMeasures.KeyOf(publisher), KnownMeasures.KeyOf(measure), KnownMeasures.KeyOf(area), year, by, clock.GetUtcNow()),
            cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.NoContent();
    }
}
