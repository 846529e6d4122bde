using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Official;

/// <summary>
/// What others published of a municipality, by publisher, measure, area and year, each with where it stands; empty where nobody has said
/// any. Its ETag is for the change of any of them. For organisers and reporters.
/// </summary>
public static class ListOfficialFiguresEndpoint
{
    /// <summary>All that others published of a municipality.</summary>
    /// <param name="Municipality">Whom it is about.</param>
    /// <param name="Figures">By publisher, measure and area, the oldest year first; 2,000 at most.</param>
    public sealed record Answer(string Municipality, IReadOnlyList<OfficialFigureView> Figures);

    public static void MapListOfficialFigures(this RouteGroupBuilder api) =>
        api.MapGet("/municipalities/{municipality}/official-figures", HandleAsync)
            .Only(Roles.Organiser, Roles.Reporter)
            .WithTags("Reports")
            .WithName("listOfficialFigures")
            .WithSummary("List the official figures of a municipality");

    /// <param name="municipality">Whom they are about, as editions have it: small letters, digits and hyphens.</param>
    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string municipality, HttpResponse response, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (!MunicipalityNames.Is(municipality))
        {
            return MunicipalityNames.NotOne();
        }

        var figures = await reads.OfficialFiguresAsync(municipality, cancellationToken);
        response.SetVersion(figures.Version);
        return TypedResults.Ok(new Answer(municipality, [.. figures.InOrder.Select(OfficialFigureView.Of)]));
    }
}
