using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Feedback.Reports.Page;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Tables;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Reports;

/// <summary>An organiser makes a link to an edition's report, which opens its page and its table in a browser and nothing else.</summary>
public static class ShareReportEndpoint
{
    private const int MostDays = 365;

    /// <summary>How long the link opens the report, and beside which other one.</summary>
    /// <param name="Days">For how many days from now, 1 to 365.</param>
    /// <param name="With">Another edition that the page shows beside it, by id or slug; left out for none.</param>
    public sealed record Request(int Days, string? With);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Days).InclusiveBetween(1, MostDays)
                .WithMessage(_ => Languages.Choose($"1 till {MostDays} dagar.", $"1 to {MostDays} days."));
            RuleFor(request => request.With).OptionalText(60);
        }
    }

    /// <summary>A link to a report.</summary>
    /// <param name="Url">The whole address. Whoever has it reads the report.</param>
    /// <param name="ExpiresAt">UTC, to the second: from then on it opens nothing.</param>
    public sealed record Link(string Url, DateTimeOffset ExpiresAt);

    public static void MapShareReport(this RouteGroupBuilder api)
    {
        api.MapPost("/editions/{id}/report/link", ShareAsync)
            .Validates<Request>()
            .Only(Roles.Organiser)
            .WithTags("Reports")
            .WithName("shareReport")
            .WithSummary("Make a link to a report");
        api.MapGet("/reports/{token}", OpenAsync)
            .WithTags("Reports")
            .WithName("openReport")
            .WithSummary("Open a shared report")
            .AnswersAs("text/html", "text/csv")
            .OpensByLink();
    }

    /// <summary>
    /// Makes a link to an edition's report for people without an account: it opens the page and the table until it expires, and nothing else. It
    /// is stored nowhere, cannot be taken back, and each call makes another one. 404 <c>no-such-edition</c> where nothing of the edition was
    /// released. For organisers.
    /// </summary>
    /// <param name="id">The edition's id or slug.</param>
    private static async Task<Results<Ok<Link>, ProblemHttpResult>> ShareAsync(
        string id,
        Request request,
        HttpContext context,
        IQuerySession reads,
        ReportLinks links,
        TimeProvider clock,
        IConfiguration configuration,
        CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(request.With) && !await context.HoldsForAsync("editions", request.With, Roles.Organiser))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        if (await EditionResults.ReadAsync(reads, id, clock.GetUtcNow(), cancellationToken) is not { } results)
        {
            return SurveyProblems.NoSuchEdition.ToAnswer();
        }

        EditionResults? before = null;
        if (!string.IsNullOrEmpty(request.With) && (before = await EditionResults.ReadAsync(reads, request.With, clock.GetUtcNow(), cancellationToken)) is null)
        {
            return SurveyProblems.NoSuchEdition.With("edition", request.With).ToAnswer();
        }

        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().AddDays(request.Days).ToUnixTimeSeconds());
        var token = links.TokenOf(new ReportLink(results.EditionId, before?.EditionId, expiresAt));
        return TypedResults.Ok(new Link($"{configuration.PublicUrl()}/api/v1/reports/{token}", expiresAt));
    }

    /// <summary>
    /// The report that a shared link opens, as it is now, as a page or CSV and without signing in; the page beside another edition's where the
    /// link was made so. 404 <c>no-such-report</c> where the link is none or has expired.
    /// </summary>
    /// <param name="token">From the link; it opens this report, and nothing else.</param>
    /// <param name="format">html or csv; left out, what Accept likes best, else html.</param>
    private static async Task<Results<ContentHttpResult, FileContentHttpResult, ProblemHttpResult>> OpenAsync(
        string token,
        string? format,
        HttpContext context,
        IQuerySession reads,
        ReportLinks links,
        IConfiguration configuration,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (links.Read(token, clock.GetUtcNow()) is not { } link
            || await EditionResults.ReadAsync(reads, $"{link.Edition}", clock.GetUtcNow(), cancellationToken) is not { } results)
        {
            return ReportProblems.NoSuchReport.ToAnswer();
        }

        results = await results.WithOfficialAsync(reads, OwnMunicipality.DefaultOf(configuration), cancellationToken);
        return context.Request.FormatOf(format, ReportFormat.Html) switch
        {
            ReportFormat.Html => ReportPage.Answer(
                context.Response, results, link.With is { } with ? await EditionResults.ReadAsync(reads, $"{with}", clock.GetUtcNow(), cancellationToken) : null),
            ReportFormat.Csv => TypedResults.File(ReportTable.Of(EditionReport.Of(results)), SpreadsheetFile.MediaType),
            _ => Problems.Invalid("format", "csv eller html.", "csv or html."),
        };
    }
}
