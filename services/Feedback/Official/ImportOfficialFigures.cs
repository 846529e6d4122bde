using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Times;
using BusinessFocus.Feedback.Imports;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using BusinessFocus.ServiceDefaults.Tables;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Feedback.Official;

/// <summary>A file of published figures is taken in whole or not at all.</summary>
public static class ImportOfficialFigures
{
    public static Decision Decide(OfficialFigures known, string municipality, FiguresFile file, string? by, DateTimeOffset now)
    {
        if (file.Refused.Count > 0)
        {
            return ImportProblems.RowsRefused.With("refused", file.Refused);
        }

        var news = file.Figures.Select(each => each.Figure).Where(figure => known.Figures.GetValueOrDefault(figure.Key) != figure).ToList();
        return known.Figures.Count + news.Count(figure => !known.Figures.ContainsKey(figure.Key)) > OfficialFigures.Most
            ? OfficialProblems.TooMany
            : Decision.Of([.. news.Select(figure => new OfficialFigureWasSet(municipality, figure, by, now))]);
    }
}

/// <summary>
/// Takes in what others published of a municipality: a CSV file or an Excel workbook of at most 2 MB and 2,000 rows, with the columns
/// publisher, measure, area (nothing is total), year, value, least and most (only for a measure that is not known), source, and published
/// (may be nothing). All rows count or none; a refusal names each row that is wrong. The same file again changes nothing. For organisers.
/// </summary>
public static class ImportOfficialFiguresEndpoint
{
    private const int MostBytes = 2_000_000;

    /// <summary>What was taken in.</summary>
    /// <param name="Figures">Rows: how many figures the file has.</param>
    /// <param name="Changed">Those that were not known, or known otherwise; 0 where the same file comes again.</param>
    public sealed record Answer(int Figures, int Changed);

    public static void MapImportOfficialFigures(this RouteGroupBuilder api) =>
        api.MapPost("/municipalities/{municipality}/official-figures", HandleAsync)
            .Only(Roles.Organiser)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .WithTags("Reports")
            .WithName("importOfficialFigures")
            .WithSummary("Take in official figures")
            .TakesTables();

    /// <param name="municipality">Whom they are about, as editions have it: small letters, digits and hyphens.</param>
    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string municipality, HttpRequest request, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!MunicipalityNames.Is(municipality))
        {
            return MunicipalityNames.NotOne();
        }

        if (!request.HasTable())
        {
            return HttpProblems.UnsupportedMediaType.ToAnswer();
        }

        try
        {
            await using var taken = await TableFile.TakeAsync(request, cancellationToken);
            using var table = await taken.ReadAsync(FiguresFile.Columns, cancellationToken);
            if (table.Refusal is { } unreadable)
            {
                return unreadable.ToAnswer();
            }

            var now = clock.GetUtcNow();
            var by = request.HttpContext.User.FindFirst("sub")?.Value;
            var rows = FiguresFile.Read(table, Stockholm.DayOf(now));
            var decided = await sessions.DecideAsync<OfficialFigures>(
                OfficialFigures.StreamOf(municipality),
                ExpectedVersion.Any,
                known => ImportOfficialFigures.Decide(known, municipality, rows.Beside(known), by, now),
                cancellationToken);
            request.HttpContext.Response.SetVersion(decided.Version);
            return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.Ok(new Answer(rows.Figures.Count, decided.Events.Count));
        }
        catch (TableRefusedException refused)
        {
            return refused.Refusal.ToAnswer();
        }
    }
}
