using System.Globalization;
using BusinessFocus.Domain.Texts;
using BusinessFocus.ServiceDefaults.Tables;

namespace BusinessFocus.Feedback.Official;

/// <summary>
/// Published figures as a table, one a row: <c>publisher</c>, <c>measure</c>, <c>area</c> (nothing is total), <c>year</c>, <c>value</c>,
/// <c>least</c> and <c>most</c> (for a measure that is not known), <c>source</c>, <c>published</c> (may be nothing).
/// </summary>
/// <param name="Figures">With the row that each stands in.</param>
public sealed record FiguresFile(IReadOnlyList<(int Row, OfficialFigure Figure)> Figures, IReadOnlyList<RefusedRow> Refused)
{
    private const string Publisher = "publisher";
    private const string Measure = "measure";
    private const string Area = "area";
    private const string Year = "year";
    private const string Value = "value";
    private const string Least = "least";
    private const string Most = "most";
    private const string Source = "source";
    private const string Published = "published";

    public static TableColumns Columns { get; } = new(
        new Dictionary<string, string[]>
        {
            [Publisher] = ["utgivare"],
            [Measure] = ["mått"],
            [Area] = ["område", "myndighetsområde"],
            [Year] = ["år"],
            [Value] = ["värde"],
            [Least] = ["minst", "från"],
            [Most] = ["högst", "till"],
            [Source] = ["källa"],
            [Published] = ["published on", "publicerad"],
        },
        [Publisher, Measure, Year, Value, Source]);

    /// <param name="table">With all columns that it needs.</param>
    /// <exception cref="TableRefusedException">It is too large.</exception>
    public static FiguresFile Read(Table table, DateOnly today)
    {
        var figures = new Dictionary<string, (int, OfficialFigure)>();
        var refused = new List<RefusedRow>();
        foreach (var row in table.Rows(OfficialFigures.Most))
        {
            if (row.Flaw is { } unreadable)
            {
                refused.Add(RefusedRow.Of(row.Number, unreadable));
            }
            else if (Read(row, out var figure) is { } flaw)
            {
                refused.Add(flaw);
            }
            else if (WhyNot(figure!, figures.Keys, today) is var (column, reason))
            {
                refused.Add(new RefusedRow(row.Number, column, row.Cells.GetValueOrDefault(column), reason));
            }
            else
            {
                figures.Add(figure!.Key, (row.Number, figure));
            }
        }

        return new FiguresFile([.. figures.Values], refused);
    }

    /// <summary>The same where what was published before what is known is refused: the file comes late.</summary>
    public FiguresFile Beside(OfficialFigures known) => this with
    {
        Refused = [.. Refused, .. Figures
            .Where(each => known.Figures.GetValueOrDefault(each.Figure.Key) is { } there && each.Figure.IsOlderThan(there))
            .Select(each => new RefusedRow(
                each.Row, Published, each.Figure.PublishedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), OfficialProblems.NewerKnown.Wording))],
    };

    /// <summary>What is wrong with a row that is no figure; null where it is one.</summary>
    private static RefusedRow? Read(TableRow row, out OfficialFigure? figure)
    {
        figure = null;
        if (!int.TryParse(Cell(Year), NumberStyles.None, CultureInfo.InvariantCulture, out var year))
        {
            return Refuse(Year, "Ett år med fyra siffror.", "A year of four digits.");
        }

        foreach (var column in (string[])[Value, Least, Most])
        {
            if (Cell(column) is { Length: > 0 } cell ? NumberIn(cell) is null : column == Value)
            {
                return Refuse(column, "Ett tal, som 74,1.", "A number, such as 74.1.");
            }
        }

        var published = default(DateOnly);
        if (Cell(Published) is { Length: > 0 } day && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out published))
        {
            return Refuse(Published, "En dag som 2026-09-23.", "A day such as 2026-09-23.");
        }

        var (publisher, measure) = (KnownMeasures.KeyOf(Cell(Publisher)), KnownMeasures.KeyOf(Cell(Measure)));
        var known = KnownMeasures.Find(publisher, measure);
        figure = new OfficialFigure(
            Cell(Publisher).Length == 0 ? "" : publisher,
            Cell(Measure).Length == 0 ? "" : measure,
            KnownMeasures.KeyOf(Cell(Area)),
            year,
            OfficialRules.Rounded(NumberIn(Cell(Value))!.Value),
            NumberIn(Cell(Least)) ?? known?.Least ?? 0,
            NumberIn(Cell(Most)) ?? known?.Most ?? 0,
            Cell(Source),
            published == default ? null : published);
        return null;

        string Cell(string column) => row.Cells.GetValueOrDefault(column) ?? "";

        RefusedRow Refuse(string column, string sv, string en) => new(row.Number, column, row.Cells.GetValueOrDefault(column), new Wording(sv, en));
    }

    private static (string Column, Wording Reason)? WhyNot(
        OfficialFigure figure, ICollection<string> before, DateOnly today)
    {
        if (OfficialRules.FlawIn(figure, today) is { } flaw)
        {
            var column = flaw.Field switch { "scale" => Most, "publishedOn" => Published, var same => same };
            return (column, new Wording(flaw.Sv, flaw.En));
        }

        return before.Contains(figure.Key)
            ? (Year, new Wording("Samma utgivare, mått, område och år står på en tidigare rad.", "An earlier row has the same publisher, measure, area and year."))
            : null;
    }

    /// <summary>With a comma or a point before its decimals.</summary>
    private static double? NumberIn(string cell) =>
        double.TryParse(cell.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;
}
