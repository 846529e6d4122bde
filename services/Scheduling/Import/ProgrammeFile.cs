using System.Text;
using BusinessFocus.ServiceDefaults.Http;
using CsvHelper;

namespace BusinessFocus.Scheduling.Import;

/// <summary>The columns of a programme file.</summary>
public static class Columns
{
    public const string Kind = "kind";
    public const string StartsAt = "startsAt";
    public const string EndsAt = "endsAt";
    public const string TitleSv = "title.sv";
    public const string TitleEn = "title.en";
    public const string Venue = "venue";
    public const string Hosts = "hosts";
    public const string Capacity = "capacity";
    public const string Language = "language";
    public const string Topics = "topics";

    private static readonly string[] All =
        [Kind, StartsAt, EndsAt, TitleSv, TitleEn, Venue, Hosts, Capacity, Language, Topics];

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
/// <param name="Number">As a spreadsheet counts: the header is row 1.</param>
/// <param name="Cells">By column, trimmed; a column that the file does not have is missing.</param>
public sealed record ProgrammeRow(int Number, IReadOnlyDictionary<string, string> Cells);

/// <summary>
/// A programme as comma-separated values (RFC 4180), its columns in any order; semicolons and tabs separate too.
/// </summary>
/// <param name="Missing">Columns without which no row can be read; then there are no rows.</param>
/// <param name="Broken">Rows whose quotes do not close on their line.</param>
public sealed record ProgrammeFile(
    IReadOnlyList<ProgrammeRow> Rows, IReadOnlyList<string> Missing, IReadOnlyList<RefusedRow> Broken)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="DecoderFallbackException">It is neither UTF-8 nor, by its byte order mark, UTF-16.</exception>
    public static async Task<ProgrammeFile> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(content, StrictUtf8);
        return Read(await reader.ReadToEndAsync(cancellationToken));
    }

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

    private static ProgrammeRow RowOf(CsvReader csv)
    {
        var cells = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < csv.Headers.Count; i++)
        {
            cells.TryAdd(csv.Headers[i].Trim(), csv.GetString(i));
        }

        return new ProgrammeRow((int)csv.LineNumber, cells);
    }
}
