using System.Globalization;
using BusinessFocus.Feedback.Measures;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Reports;

public static class ReportProblems
{
    public static readonly Problem NoSuchEdition = new("no-such-edition", 404, "Upplagan finns inte", "There is no such edition");
}

/// <summary><c>GET /editions/{id}/report</c> (JSON or CSV) and <c>GET /editions/compare?ids=</c>.</summary>
public static class ReadReportEndpoint
{
    private const int MostCompared = 10;

    /// <param name="Editions">In the order that they were asked for.</param>
    public sealed record Comparison(IReadOnlyList<ComparedEdition> Editions);

    public sealed record ComparedEdition(string Slug, Figures Total);

    public static void MapReadReport(this RouteGroupBuilder api)
    {
        api.MapGet("/editions/{id}/report", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Reports")
            .WithName("report")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv");
        api.MapGet("/editions/compare", CompareAsync)
            .Only(Roles.Organiser)
            .WithTags("Reports")
            .WithName("compare");
    }

    private static async Task<Results<Ok<EditionReport>, FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        string id, HttpRequest http, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (await EditionReport.ReadAsync(reads, id, cancellationToken) is not { } report)
        {
            return ReportProblems.NoSuchEdition.ToAnswer();
        }

        return http.Headers.Accept.ToString().Contains("text/csv", StringComparison.OrdinalIgnoreCase)
            ? TypedResults.File(Csv(report), SpreadsheetFile.MediaType)
            : TypedResults.Ok(report);
    }

    private static async Task<Results<Ok<Comparison>, ProblemHttpResult>> CompareAsync(
        string ids, IQuerySession reads, CancellationToken cancellationToken)
    {
        var wanted = ids.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (wanted.Length is 0 or > MostCompared)
        {
            return Problems.Invalid("ids", "En till tio upplagor, skilda med komma.", "One to ten editions, separated by commas.");
        }

        var compared = new List<ComparedEdition>();
        foreach (var id in wanted)
        {
            if (await EditionReport.ReadAsync(reads, id, cancellationToken) is not { } report)
            {
                return ReportProblems.NoSuchEdition.With("edition", id).ToAnswer();
            }

            compared.Add(new ComparedEdition(report.Slug, report.Total));
        }

        return TypedResults.Ok(new Comparison(compared));
    }

    private static byte[] Csv(EditionReport report)
    {
        IEnumerable<(string Group, string Name, Figures Figures)> rows =
        [
            ("edition", report.Slug, report.Total),
            .. report.Kinds.Select(each => ("kind", each.Key.ToString(), each.Value)),
            .. report.Topics.Select(each => ("topic", each.Key, each.Value)),
            .. report.Activities.Select(each => ("activity", each.Title.Sv, each.Figures)),
        ];
        return SpreadsheetFile.Of(
            ["group", "name", "invited", "answered", "responseRate", "nki", "nps", "climate"],
            rows,
            (csv, row) =>
            {
                var figures = row.Figures;
                csv.WriteField(row.Group);
                csv.WriteField(row.Name);
                csv.WriteField(figures.Invited);
                csv.WriteField(figures.Answered?.ToString(CultureInfo.InvariantCulture) ?? "<7");
                foreach (var figure in (double?[])[figures.ResponseRate, figures.Nki, figures.Nps, figures.Climate])
                {
                    // A Swedish Excel reads a comma as the decimal sign.
                    csv.WriteField(figure?.ToString("0.0", CultureInfo.GetCultureInfo("sv-SE")));
                }
            });
    }
}
