using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Reports.Page;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Tables;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Reports;

public static class ReportProblems
{
    public static readonly Problem NoSuchReport = new("no-such-report", ProblemKind.NotFound, "Rapporten finns inte, eller länken har gått ut", "There is no such report, or the link has expired");
}

/// <summary>What editions came to, one by itself or several beside each other.</summary>
public static class ReadReportEndpoint
{
    private const int MostCompared = 10;

    public static void MapReadReport(this RouteGroupBuilder api)
    {
        api.MapGet("/editions/{id}/report", HandleAsync)
            .Only(Roles.Organiser, Roles.Reporter)
            .WithTags("Reports")
            .WithName("report")
            .WithSummary("Read the report of an edition")
            .AnswersAs("text/csv", "text/html");
        api.MapGet("/editions/compare", CompareAsync)
            .Only(Roles.Organiser, Roles.Reporter)
            .WithTags("Reports")
            .WithName("compare")
            .WithSummary("Compare editions")
            .AnswersAs("text/csv");
    }

    /// <summary>
    /// What the surveys of an edition came to: as a whole, by activity, kind, topic, host, membership and size of company, as JSON, CSV or a
    /// page. Nothing is shown of fewer than seven answers, nor what such few could be reckoned from. What others publish of the municipality
    /// stands beside it, in no figure of it, and so do who took part, the sum of the check-ins,
    /// and how many companies of the municipality's register were met. 404 <c>no-such-edition</c> where nothing of the edition was released; 400 for <c>with</c> in
    /// another format than html. For organisers and reporters.
    /// </summary>
    /// <param name="id">The edition's id or slug.</param>
    /// <param name="format">json, csv or html; left out, what Accept likes best, else json.</param>
    /// <param name="with">Another edition's id or slug that the page shows beside it; with html only, left out for none.</param>
    private static async Task<Results<Ok<EditionReport>, FileContentHttpResult, ContentHttpResult, ProblemHttpResult>> HandleAsync(
        string id, string? format, string? with, HttpContext context, IQuerySession reads, IConfiguration configuration, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (context.Request.FormatOf(format, ReportFormat.Json) is not { } wanted)
        {
            return UnknownFormat();
        }

        if (await EditionResults.ReadAsync(reads, id, clock.GetUtcNow(), cancellationToken) is not { } results)
        {
            return SurveyProblems.NoSuchEdition.ToAnswer();
        }

        EditionResults? before = null;
        if (!string.IsNullOrEmpty(with))
        {
            if (!await context.HoldsForAsync("editions", with, Roles.Organiser, Roles.Reporter))
            {
                return CommonProblems.Forbidden.ToAnswer();
            }

            if ((before = await EditionResults.ReadAsync(reads, with, clock.GetUtcNow(), cancellationToken)) is null)
            {
                return SurveyProblems.NoSuchEdition.With("edition", with).ToAnswer();
            }

            if (wanted != ReportFormat.Html)
            {
                return Problems.Invalid("with", "Bara sidan (format=html) visar två upplagor; jämför annars med /editions/compare.", "Only the page (format=html) shows two editions; else compare them at /editions/compare.");
            }
        }

        results = await results.WithOfficialAsync(reads, OwnMunicipality.DefaultOf(configuration), cancellationToken);
        results = await results.WithParticipationAsync(reads, cancellationToken);
        if (wanted == ReportFormat.Json)
        {
            return TypedResults.Ok(EditionReport.Of(results));
        }

        if (wanted == ReportFormat.Csv)
        {
            return TypedResults.File(ReportTable.Of(EditionReport.Of(results)), SpreadsheetFile.MediaType);
        }

        return ReportPage.Answer(context.Response, results, before);
    }

    /// <summary>
    /// Editions beside each other, as JSON or CSV: each measure and each question that all of them asked, with its 95 % interval and how much it
    /// differs from the edition named before. 404 <c>no-such-edition</c> names the one of which nothing was released. For organisers and
    /// reporters of all municipalities.
    /// </summary>
    /// <param name="ids">1 to 10 editions by id or slug, separated by commas, in the order in which they are compared.</param>
    /// <param name="format">json or csv; left out, what Accept likes best, else json.</param>
    private static async Task<Results<Ok<Comparison>, FileContentHttpResult, ProblemHttpResult>> CompareAsync(
        string ids, string? format, HttpContext context, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        var wanted = ids.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (wanted.Length is 0 or > MostCompared)
        {
            return Problems.Invalid("ids", "En till tio upplagor, skilda med komma.", "One to ten editions, separated by commas.");
        }

        if (context.Request.FormatOf(format, ReportFormat.Json) is not { } answer || format == "html")
        {
            return Problems.Invalid("format", "json eller csv; sidan är /editions/{id}/report?format=html&with=.", "json or csv; the page is /editions/{id}/report?format=html&with=.");
        }

        var compared = new List<EditionResults>();
        foreach (var id in wanted)
        {
            if (await EditionResults.ReadAsync(reads, id, clock.GetUtcNow(), cancellationToken) is not { } results)
            {
                return SurveyProblems.NoSuchEdition.With("edition", id).ToAnswer();
            }

            compared.Add(results);
        }

        var comparison = Comparison.Of(compared);
        return answer == ReportFormat.Csv
            ? TypedResults.File(ReportTable.Of(comparison), SpreadsheetFile.MediaType)
            : TypedResults.Ok(comparison);
    }

    internal static ProblemHttpResult UnknownFormat() => Problems.Invalid("format", "json, csv eller html.", "json, csv or html.");
}
