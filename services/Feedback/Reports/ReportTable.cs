using System.Globalization;
using System.Text.Json;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Feedback.Measures;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.ServiceDefaults.Tables;

namespace BusinessFocus.Feedback.Reports;

/// <summary>A report as a table: a row for each group, a column for each measure.</summary>
public static class ReportTable
{
    // A Swedish Excel reads a comma as the decimal sign.
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    public static byte[] Of(EditionReport report)
    {
        IEnumerable<Row> rows =
        [
            new("edition", report.Slug, report.Total),
            .. report.Kinds.Select(each => new Row("kind", JsonNamingPolicy.CamelCase.ConvertName(each.Key.ToString()), each.Value)),
            .. report.Topics.Select(each => new Row("topic", each.Key, each.Value)),
            .. report.Hosts.Select(each => new Row("hosts", each.Key, each.Value)),
            .. report.Membership.Select(each => new Row("membership", each.Key, each.Value)),
            .. report.CompanySizes.Select(each => new Row("companySize", each.Key, each.Value)),
            .. report.Activities.Select(each => new Row("activity", each.Title.Sv, each.Figures)),
            .. report.Knowledge.Select(each => new Row("side", each.Key, null, each.Value)),
            .. report.OfficialFigures.SelectMany(series => series.Years, (series, year) => new Row("official", $"{series.Publisher}/{series.Measure}/{series.Area}", null, null, (series, year))),
            .. (report.Participation?.Rows ?? []).Select(each => new Row("participation", each.Group is null ? each.By : $"{each.By}/{each.Group}", null, Participation: each)),
            .. (report.MetCompanies?.Rows ?? []).Select(each => new Row("metCompanies", each.Group is null ? each.By : $"{each.By}/{each.Group}", null, MetCompanies: each)),
        ];
        var questions = report.Questions.Where(question => question.Type != QuestionType.Choice).ToList();
        return SpreadsheetFile.Of(
            [
                "group", "name", "invited", "answered", "responseRate", "nki", "nps", "climate", "cast",
                "nkiLow", "nkiHigh", "npsLow", "npsHigh", "climateLow", "climateHigh",
                .. questions.SelectMany(ColumnsOf),
                "pairs", "before", "after", "change", "changeLow", "changeHigh", "rose", "same", "fell",
                "official.year", "official.value", "official.least", "official.most", "official.source", "official.publishedOn",
                .. ParticipationColumns.Names,
                .. MetCompaniesColumns.Names,
            ],
            rows,
            (csv, row) =>
            {
                var (group, name, figures, knowledge, official, participation, metCompanies) = row;
                var answered = figures is { Suppressed: true } ? "<7" : figures?.Answered?.ToString(CultureInfo.InvariantCulture);
                foreach (var cell in (IEnumerable<string?>)[
                    group, name, Cell(figures?.Invited), answered,
                    Cell(figures?.ResponseRate), Cell(figures?.Nki), Cell(figures?.Nps), Cell(figures?.Climate), Cell(figures?.Cast),
                    .. Interval(figures?.Intervals?.Nki, 1), .. Interval(figures?.Intervals?.Nps, 1), .. Interval(figures?.Intervals?.Climate, 2),
                    .. questions.SelectMany(question => QuestionIn(question, figures?.Questions?.FirstOrDefault(each => each.Key == question.Key))),
                    knowledge is { Suppressed: true } ? "<7" : Cell(knowledge?.Pairs), Cell(knowledge?.Before, 2), Cell(knowledge?.After, 2),
                    Cell(knowledge?.Change?.Value, 2), .. Interval(knowledge?.Change, 2), Cell(knowledge?.Rose), Cell(knowledge?.Same), Cell(knowledge?.Fell),
                    .. OfficialIn(official), .. ParticipationColumns.Of(participation), .. MetCompaniesColumns.Of(metCompanies)])
                {
                    csv.WriteField(cell);
                }
            });
    }

    public static byte[] Of(Comparison comparison) => SpreadsheetFile.Of(
        [
            "group", "name", "measure", "answer", "edition", "n", "value", "low", "high", "difference", "differenceLow", "differenceHigh", "beyondChance",
        ],
        comparison.Rows.SelectMany(row => row.Editions, (row, edition) => (Row: row, Edition: edition)),
        (csv, each) =>
        {
            var (row, edition) = each;
            var decimals = row.Decimals;
            foreach (var cell in (IEnumerable<string?>)[
                row.Group, row.Name, row.Measure, row.Answer, edition.Slug, Cell(edition.Figure?.N), Cell(edition.Figure?.Value, decimals), .. Interval(edition.Figure, decimals),
                Cell(edition.Difference?.Value, decimals), Cell(edition.Difference?.Low, decimals), Cell(edition.Difference?.High, decimals),
                edition.Difference?.IsBeyondChance switch { true => "yes", false => "no", null => null }])
            {
                csv.WriteField(cell);
            }
        });

    /// <summary>In columns of their own, so that nobody sums them with the edition's.</summary>
    private static IEnumerable<string?> OfficialIn((OfficialSeries Series, OfficialYear Year)? official) =>
    [
        Cell(official?.Year.Year), Plain(official?.Year.Value), Plain(official?.Series.Scale.Least), Plain(official?.Series.Scale.Most),
        official?.Year.Source, official?.Year.PublishedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    ];

    private static IEnumerable<string> ColumnsOf(QuestionAsked question) => question.Type == QuestionType.MultipleChoice
        ? [$"{question.Key}.n", .. (question.Options ?? []).Select(option => $"{question.Key}.{option.Key}")]
        : [$"{question.Key}.n", $"{question.Key}.mean", $"{question.Key}.low", $"{question.Key}.high"];

    /// <summary>Of several choices the percent of those who answered that chose each.</summary>
    private static IEnumerable<string?> QuestionIn(QuestionAsked question, QuestionFigures? figures) => question.Type == QuestionType.MultipleChoice
        ? [Cell(figures?.N), .. (question.Options ?? []).Select(option => figures?.Percents?.TryGetValue(option.Key, out var percent) == true ? Cell(percent) : null)]
        : [Cell(figures?.N), Cell(figures?.Mean?.Value, 2), .. Interval(figures?.Mean, 2)];

    private static IEnumerable<string?> Interval(Estimate? estimate, int decimals) => [Cell(estimate?.Low, decimals), Cell(estimate?.High, decimals)];

    private static string? Cell(int? count) => count?.ToString(CultureInfo.InvariantCulture);

    private static string? Cell(double? figure, int decimals = 1) => figure?.ToString($"F{decimals}", Swedish).Replace('−', '-');

    private static string? Plain(double? figure) => figure?.ToString("0.##", Swedish).Replace('−', '-');

    private sealed record Row(
        string Group, string Name, Figures? Figures, KnowledgeChange? Knowledge = null, (OfficialSeries Series, OfficialYear Year)? Official = null,
        ParticipationCount? Participation = null, MetCompaniesCount? MetCompanies = null);
}
