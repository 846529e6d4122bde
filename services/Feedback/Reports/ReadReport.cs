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

/// <summary>
/// <c>GET /editions/{id}/report</c> as JSON, CSV or a page (<c>Accept</c>, or <c>?format=</c>), the page beside another edition's
/// (<c>?with=</c>); <c>GET /editions/compare?ids=</c> as JSON or CSV.
/// </summary>
public static class ReadReportEndpoint
{
    private const int MostCompared = 10;

    public static void MapReadReport(this RouteGroupBuilder api)
    {
        api.MapGet("/editions/{id}/report", HandleAsync)
            .Only(Roles.Organiser, Roles.Reporter)
            .WithTags("Reports")
            .WithName("report")
            .AnswersAs("text/csv", "text/html");
        api.MapGet("/editions/compare", CompareAsync)
            .Only(Roles.Organiser, Roles.Reporter)
            .WithTags("Reports")
            .WithName("compare")
            .AnswersAs("text/csv");
    }

    private static async Task<Results<Ok<EditionReport>, FileContentHttpResult, ContentHttpResult, ProblemHttpResult>> HandleAsync(
        string id, string? format, string? with, HttpContext context, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
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

    private static async Task<Results<Ok<Comparison>, FileContentHttpResult, ProblemHttpResult>> CompareAsync(
        string ids, string? format, HttpContext context, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        var wanted = ids.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (wanted.Length is 0 or > MostCompared)
        {
            return Problems.Invalid("ids", "En till tio upplagor, skilda med komma.", "One to ten editions, separated by commas.");
        }

        if (context.Request.FormatOf(format, ReportFormat.Json) is not { } answer)
        {
            return UnknownFormat();
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
