using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>What is wrong with a row before anybody looks at what it means.</summary>
/// <param name="Column">The column, or <see cref="WholeRow"/>.</param>
/// <param name="Value">As it stands in the file, cut where it is long.</param>
public sealed record RowFlaw(string Column, string? Value, Wording Reason)
{
    public const string WholeRow = "row";

    private const int LongestShown = 200;

    public static RowFlaw Of(string column, string? value, Wording reason) => new(column, Short(value), reason);

    internal static string? Short(string? value) => value is { Length: > LongestShown } ? $"{value[..LongestShown]}…" : value;
}

/// <summary>A row of a table by its columns.</summary>
/// <param name="Number">As a spreadsheet counts; in JSON, where there is no header, the first is 1.</param>
/// <param name="Cells">Trimmed. A column that the table, or this row of a text, does not have is missing, which is not the same as empty; null only in JSON.</param>
/// <param name="Flaw">Why it cannot be taken; its cells are then what it can be recognised by, at best.</param>
public sealed record TableRow(int Number, IReadOnlyDictionary<string, string?> Cells, RowFlaw? Flaw = null);

/// <summary>
/// A table that people's systems wrote, read row by row. Its header is the first row that is not blank; columns that nobody knows
/// are told by name and not kept.
/// </summary>
public sealed class Table : IDisposable
{
    /// <summary>Where a refusal has the headers of the file.</summary>
    private const string Headers = "headers";

    private readonly IEnumerator<TableLine> lines;
    private readonly Dictionary<int, string> places;
    private readonly bool canShift;
    private readonly int width;

    /// <param name="canShift">Whether a separator too many moves the cells after it into other columns, as in text.</param>
    private Table(IEnumerator<TableLine> lines, IReadOnlyList<string> headers, TableColumns columns, bool canShift)
    {
        this.lines = lines;
        this.canShift = canShift;
        width = headers.Count;
        Found = headers.Where(header => header.Length > 0).ToList();
        places = headers
            .Select((header, place) => (Column: columns.Of(header), Rank: columns.RankOf(header), place))
            .Where(each => each.Column is not null)
            .OrderBy(each => each.Rank)
            .DistinctBy(each => each.Column)
            .ToDictionary(each => each.place, each => each.Column!);
        Unknown = headers.Where((header, place) => header.Length > 0 && !places.ContainsKey(place)).ToList();
        Missing = columns.Needed.Except(places.Values).ToList();
    }

    /// <summary>The headers as they stand in the file.</summary>
    public IReadOnlyList<string> Found { get; }

    /// <summary>Those that are not read: nobody knows them, or they name a column that another one does too.</summary>
    public IReadOnlyList<string> Unknown { get; }

    /// <summary>Columns that are needed and not there.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Invalid: which columns are missing, and which headers there are, for people and as a list.</summary>
    public Refusal? Refusal => Missing.Count == 0 ? null : Refuse(Missing, Found);

    public static Table OfText(TextReader text, TableColumns columns) => Of(CsvLines.Read(text), columns, canShift: true);

    public static Table OfText(string text, TableColumns columns) => OfText(new StringReader(text), columns);

    /// <param name="file">Can be sought in, and is left open.</param>
    public static Table OfWorkbook(Stream file, TableColumns columns) => Of(WorkbookLines.Read(file), columns, canShift: false);

    /// <inheritdoc cref="Refusal"/>
    public static Refusal Refuse(IEnumerable<string> missing, IReadOnlyList<string> found)
    {
        var headers = RowFlaw.Short(string.Join(", ", found));
        var (sv, en) = found.Count == 0
            ? ("Kolumnen saknas: filen har inga kolumner.", "The column is missing: the file has no columns.")
            : ($"Kolumnen saknas. Filen har: {headers}.", $"The column is missing. The file has: {headers}.");
        var refusal = Flaw.Refuse(missing.Select(column => new Flaw(column, sv, en)));
        return refusal with { Facts = new Dictionary<string, object?>(refusal.Facts!) { [Headers] = found.Select(header => RowFlaw.Short(header)).ToList() } };
    }

    /// <summary>Once, from the header on.</summary>
    /// <exception cref="TableRefusedException">There are more.</exception>
    public IEnumerable<TableRow> Rows(int most)
    {
        var count = 0;
        while (lines.MoveNext())
        {
            if (lines.Current.IsBlank)
            {
                continue;
            }

            yield return ++count <= most ? RowOf(lines.Current) : throw TableRefusedException.TooLarge($"Högst {most} rader.", $"At most {most} rows.");
        }
    }

    public void Dispose() => lines.Dispose();

    private static Table Of(IEnumerable<TableLine> all, TableColumns columns, bool canShift)
    {
        var lines = all.GetEnumerator();
        while (lines.MoveNext())
        {
            var line = lines.Current;
            if (line.Flaw is { } flaw)
            {
                throw TableRefusedException.Unreadable($"Rad {line.Number}: {flaw.Sv}", $"Row {line.Number}: {flaw.En}");
            }

            if (!line.IsBlank)
            {
                var headers = line.Cells.Select(cell => cell.Text.Trim()).ToList();
                headers.RemoveRange(headers.FindLastIndex(header => header.Length > 0) + 1, headers.Count - 1 - headers.FindLastIndex(header => header.Length > 0));
                return new Table(lines, headers, columns, canShift);
            }
        }

        return new Table(lines, [], columns, canShift);
    }

    private TableRow RowOf(TableLine line)
    {
        var cells = new Dictionary<string, string?>(places.Count);
        var flaw = line.Flaw is { } reason ? RowFlaw.Of(RowFlaw.WholeRow, line.Raw, reason) : null;
        foreach (var (place, column) in places)
        {
            if (place < line.Cells.Count)
            {
                var cell = line.Cells[place];
                cells[column] = SpreadsheetFile.Unescape(cell.Text.Trim());
                flaw ??= cell.Flaw is { } why ? RowFlaw.Of(column, cell.Text, why) : null;
            }
            else if (!canShift)
            {
                // A workbook keeps no empty cells, at the end of a row as little as within it.
                cells[column] = "";
            }
        }

        if (canShift && line.Cells.Skip(width).FirstOrDefault(cell => !cell.IsBlank) is { Text: not null } extra)
        {
            flaw ??= RowFlaw.Of(RowFlaw.WholeRow, extra.Text, new Wording(
                "Raden har fler celler än rubriker.", "The row has more cells than there are headers."));
        }

        return new TableRow(line.Number, cells, flaw);
    }
}
