using System.Globalization;
using System.Text.Json;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Http;
using CsvHelper;

namespace BusinessFocus.Scheduling.Import;

/// <summary>The columns of a programme file.</summary>
public static class Columns
{
    public const string Id = "id";
    public const string Kind = "kind";
    public const string StartsAt = "startsAt";
    public const string EndsAt = "endsAt";
    public const string TitleSv = "title.sv";
    public const string TitleEn = "title.en";
    public const string DescriptionSv = "description.sv";
    public const string DescriptionEn = "description.en";
    public const string Venue = "venue";
    public const string Room = "room";
    public const string Hosts = "hosts";
    public const string Organisations = "organisations";
    public const string Capacity = "capacity";
    public const string WaitingListLimit = "waitingListLimit";
    public const string Language = "language";
    public const string Topics = "topics";
    public const string Attendance = "attendance";
    public const string JoinLink = "joinLink";
    public const string RegistrationOpensAt = "registrationOpensAt";
    public const string RegistrationClosesAt = "registrationClosesAt";
    public const string MembersUntil = "membersUntil";
    public const string SetUpMinutes = "setUpMinutes";
    public const string TakeDownMinutes = "takeDownMinutes";
    public const string Visibility = "visibility";

    public static IReadOnlyList<string> All { get; } =
    [
        Id, Kind, StartsAt, EndsAt, TitleSv, TitleEn, DescriptionSv, DescriptionEn, Venue, Room, Hosts, Organisations,
        Capacity, WaitingListLimit, Language, Topics, Attendance, JoinLink, RegistrationOpensAt, RegistrationClosesAt, MembersUntil,
        SetUpMinutes, TakeDownMinutes, Visibility,
    ];

    /// <summary>Those whose texts may have several lines, and are written on one, see <see cref="Lines"/>.</summary>
    public static IReadOnlyList<string> OfSeveralLines { get; } = [TitleSv, TitleEn, DescriptionSv, DescriptionEn];

    public static IReadOnlyList<string> Needed { get; } = [Kind, StartsAt, EndsAt, TitleSv, Capacity];

    /// <summary>The column that a field of an activity is in.</summary>
    /// <param name="field">As the interface names it, for instance "hostIds" or "topics[2]".</param>
    public static string Of(string field)
    {
        var name = field.Split('[')[0];
        return name.ToLowerInvariant() switch
        {
            "venueid" => Venue,
            "hostids" => Hosts,
            _ => All.FirstOrDefault(column => column.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name,
        };
    }
}

/// <summary>A row as it stands in the file.</summary>
/// <param name="Number">As a spreadsheet counts: the header is row 1. In JSON, where there is none, the first is row 1.</param>
/// <param name="Cells">By column, trimmed; a column that the file does not have is missing.</param>
public sealed record ProgrammeRow(int Number, IReadOnlyDictionary<string, string> Cells);

/// <summary>
/// A programme as comma-separated values (RFC 4180), its columns in any order; semicolons and tabs separate too. Or the same
/// as an array in JSON, whose objects have a member for each column.
/// </summary>
/// <param name="Missing">Columns without which no row can be read; then there are no rows.</param>
/// <param name="Broken">Rows whose quotes do not close on their line.</param>
public sealed record ProgrammeFile(
    IReadOnlyList<ProgrammeRow> Rows, IReadOnlyList<string> Missing, IReadOnlyList<RefusedRow> Broken)
{
    /// <summary>Between the hosts in a cell, between their organisations, and between the topics.</summary>
    public const char ListSeparator = '|';

    public static ProgrammeFile Read(string text)
    {
        var broken = new Dictionary<int, RefusedRow>();
        using var csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = CsvSeparator.Of(text),
            TrimWhitespace = true,
            TrimInsideQuotes = true,
            // A quote that is never closed spoils its own line and not the rest of the file.
            AllowLineBreaksInQuotes = false,
            TrackLineNumbers = true,
            OnMalformedRecord = record =>
            {
                // A quote in the middle of a cell that has none around it is just a quote.
                if (record.Reason != CsvMalformedReason.StrayQuote)
                {
                    var line = (int)record.LineNumber;
                    broken[line] = new RefusedRow(line, "row", record.RawRecord, Languages.Choose(
                        "Citattecknen går inte ihop.", "The quotes do not match."));
                }
            },
        });
        csv.ReadHeader();
        var missing = Columns.Needed.Where(column => !csv.TryGetFieldIndex(column, out _)).ToList();
        var rows = new List<ProgrammeRow>();
        while (missing.Count == 0 && csv.Read())
        {
            var row = RowOf(csv);
            if (!broken.ContainsKey(row.Number) && row.Cells.Values.Any(cell => cell.Length > 0))
            {
                rows.Add(row);
            }
        }

        return new ProgrammeFile(rows, missing, broken.Values.ToList());
    }

    /// <exception cref="JsonException">It is no array of objects in JSON.</exception>
    public static ProgrammeFile ReadJson(string text)
    {
        using var document = JsonDocument.Parse(text);
        if (document.RootElement.ValueKind != JsonValueKind.Array
            || document.RootElement.EnumerateArray().Any(row => row.ValueKind != JsonValueKind.Object))
        {
            throw new JsonException("An array of objects is expected.");
        }

        var rows = document.RootElement.EnumerateArray().Select((row, i) => new ProgrammeRow(i + 1, CellsOf(row))).ToList();
        var missing = rows.Count == 0 ? [] : Columns.Needed.Where(column => rows.TrueForAll(row => !row.Cells.ContainsKey(column))).ToList();
        return new ProgrammeFile(missing.Count == 0 ? rows : [], missing, []);
    }

    private static ProgrammeRow RowOf(CsvReader csv)
    {
        var cells = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < csv.Headers.Count; i++)
        {
            cells.TryAdd(csv.Headers[i].Trim(), i < csv.FieldCount ? SpreadsheetFile.Unescape(csv.GetString(i)) : "");
        }

        foreach (var column in Columns.OfSeveralLines)
        {
            if (cells.TryGetValue(column, out var text))
            {
                cells[column] = Lines.Read(text);
            }
        }

        return new ProgrammeRow((int)csv.LineNumber, cells);
    }

    private static Dictionary<string, string> CellsOf(JsonElement row)
    {
        var cells = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in row.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var language in member.Value.EnumerateObject())
                {
                    cells[$"{member.Name}.{language.Name}"] = TextOf(language.Value);
                }
            }
            else
            {
                cells[member.Name] = member.Value.ValueKind == JsonValueKind.Array
                    ? string.Join(ListSeparator, member.Value.EnumerateArray().Select(TextOf))
                    : TextOf(member.Value);
            }
        }

        return cells;
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => VisibleText.Of(value.GetString()!).Trim(),
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}

/// <summary>A text of several lines on one line of a file: a line break is written <c>\n</c>, a backslash twice.</summary>
public static class Lines
{
    public static string Write(string text) =>
        text.ReplaceLineEndings("\n").Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    public static string Read(string text)
    {
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
