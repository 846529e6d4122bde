using System.Globalization;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.ServiceDefaults.Tables;

namespace BusinessFocus.Scheduling.Import;

/// <summary>A row as it stands in the file.</summary>
/// <param name="Number">As a spreadsheet counts: the header is row 1. In JSON, where there is none, the first is row 1.</param>
/// <param name="Cells">By column, trimmed; a column that the file or the row does not have is missing.</param>
public sealed record ProgrammeRow(int Number, IReadOnlyDictionary<string, string> Cells);

/// <summary>
/// A programme as a table, its columns in any order. Or the same as an array in JSON, whose objects have a member for each column.
/// </summary>
/// <param name="Missing">Columns without which no row can be read; then there are no rows.</param>
/// <param name="Found">The columns that there are, as the file calls them.</param>
/// <param name="Broken">Rows that cannot be read.</param>
/// <param name="Unknown">Columns that were not read.</param>
public sealed record ProgrammeFile(
    IReadOnlyList<ProgrammeRow> Rows, IReadOnlyList<string> Missing, IReadOnlyList<string> Found, IReadOnlyList<RefusedRow> Broken, IReadOnlyList<string> Unknown)
{
    /// <summary>Between the hosts in a cell, between their organisations, and between the topics.</summary>
    public const char ListSeparator = Host.Separator;

    /// <summary>Each row is compared with all that is planned: twice the largest festival that anybody has thought of.</summary>
    private const int MostRows = 5_000;

    public static ProgrammeFile Read(Table table) => table.Missing.Count > 0
        ? new ProgrammeFile([], table.Missing, table.Found, [], table.Unknown)
        : Of(table.Rows(MostRows).Select(WithLines), table.Found, table.Unknown);

    /// <exception cref="TableRefusedException">It is not a JSON array of objects.</exception>
    public static async Task<ProgrammeFile> ReadJsonAsync(Stream body, CancellationToken cancellationToken)
    {
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        var rows = new List<TableRow>();
        await foreach (var (number, element) in JsonRows.ReadAsync(body, MostRows, cancellationToken))
        {
            rows.Add(ProgrammeJson.RowOf(number, element, name => _ = unknown.Count < TableLimits.Columns && unknown.Add(name)));
        }

        if (rows.Count > 0 && rows.TrueForAll(row => row.Flaw?.Column == RowFlaw.WholeRow))
        {
            throw TableRefusedException.Unreadable("Ingen lista av objekt i JSON.", "Not an array of objects in JSON.");
        }

        var found = rows.SelectMany(row => row.Cells.Keys).Distinct().ToList();
        var missing = rows.Count == 0 ? [] : Columns.Needed.Except(found).ToList();
        return missing.Count > 0 ? new ProgrammeFile([], missing, [.. found, .. unknown], [], [.. unknown]) : Of(rows, found, [.. unknown]);
    }

    private static ProgrammeFile Of(IEnumerable<TableRow> all, IReadOnlyList<string> found, IReadOnlyList<string> unknown)
    {
        var rows = new List<ProgrammeRow>();
        var broken = new List<RefusedRow>();
        foreach (var row in all)
        {
            if (row.Flaw is { } flaw)
            {
                broken.Add(RefusedRow.Of(row.Number, flaw));
            }
            else
            {
                rows.Add(new ProgrammeRow(row.Number, row.Cells.ToDictionary(cell => cell.Key, cell => cell.Value ?? "", StringComparer.OrdinalIgnoreCase)));
            }
        }

        return new ProgrammeFile(rows, [], found, broken, unknown);
    }

    private static string? Seen(string? text) => text is null ? null : VisibleText.Of(text).Trim();

    private static TableRow WithLines(TableRow row) => row with
    {
        Cells = row.Cells.ToDictionary(cell => cell.Key, cell => Columns.OfSeveralLines.Contains(cell.Key) ? Lines.Read(cell.Value!) : Seen(cell.Value)),
    };
}

/// <summary>A text of several lines on one line of a file: a line break is written <c>\n</c>, a backslash twice.</summary>
public static class Lines
{
    public static string Write(string text) =>
        text.ReplaceLineEndings("\n").Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    public static string Read(string cell)
    {
        var text = cell.ReplaceLineEndings("\n");
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var read = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            _ = (text[i], i + 1 < text.Length ? text[i + 1] : '\0') switch
            {
                ('\\', 'n') => read.Append('\n').Append(Skip(ref i)),
                ('\\', '\\') => read.Append('\\').Append(Skip(ref i)),
                _ => read.Append(text[i]),
            };
        }

        return read.ToString();

        static string Skip(ref int i)
        {
            i++;
            return "";
        }
    }
}

/// <summary>Times in a programme file: as the clock on the wall in Sweden shows them, or with an offset.</summary>
public static class FileTime
{
    private static readonly string[] WallClock =
        ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    private static readonly string[] WithOffset = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <returns>UTC; null where it is neither, or a time that the clock never shows.</returns>
    public static DateTimeOffset? Read(string text) =>
        DateTime.TryParseExact(text, WallClock, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wallClock) ? Stockholm.Moment(wallClock)
        : text.Length > 0 && (text[^1] == 'Z' || text.LastIndexOfAny(['+', '-']) > 10)
            && DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment.ToUniversalTime()
        : null;

    /// <summary>On the clock to the minute; with its offset where that would not be the same moment again.</summary>
    public static string Write(DateTimeOffset moment)
    {
        var text = Stockholm.WallClock(moment).ToString(WallClock[0], CultureInfo.InvariantCulture);
        return Read(text) == moment ? text : moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);
    }
}
