using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>Tells a workbook's dates and times, which are numbers with a format, from its other numbers (ECMA-376, 18.8.30 and 18.17.4.1).</summary>
public sealed partial class WorkbookDates
{
    private static readonly SearchValues<char> DateLetters = SearchValues.Create("yYmMdD");

    /// <summary>Days between the first days of the two calendars that a workbook can have.</summary>
    private const int DaysTo1904 = 1462;
    private const int SecondsADay = 86_400;

    private readonly List<Shows> styles = [];
    private readonly int shift;

    private enum Shows
    {
        Number,
        Date,
        Time,
    }

    public WorkbookDates(WorkbookPart workbook)
    {
        shift = workbook.Workbook?.WorkbookProperties?.Date1904?.Value == true ? DaysTo1904 : 0;
        if (workbook.WorkbookStylesPart is not { } part)
        {
            return;
        }

        var formats = new Dictionary<uint, string>();
        using var reader = OpenXmlReader.Create(part);
        var isOfCells = false;
        while (reader.Read())
        {
            if (reader.ElementType == typeof(CellFormats))
            {
                isOfCells = reader.IsStartElement;
            }
            else if (reader.ElementType == typeof(NumberingFormat) && reader.IsStartElement && reader.LoadCurrentElement() is NumberingFormat { NumberFormatId: { } id, FormatCode: { } code })
            {
                formats[id.Value] = code.Value ?? "";
            }
            else if (isOfCells && reader.ElementType == typeof(CellFormat) && reader.IsStartElement)
            {
                var format = (CellFormat)reader.LoadCurrentElement()!;
                styles.Add(ShownBy(format.NumberFormatId?.Value ?? 0, formats));
            }
        }
    }

    /// <summary>A number as text: a date and time where its style shows one, else all its digits.</summary>
    public string Read(string value, uint? style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return value;
        }

        var shows = style is { } index && index < styles.Count ? styles[(int)index] : Shows.Number;
        if (shows != Shows.Number && number >= 0 && number + shift < DateTime.MaxValue.ToOADate())
        {
            // A second is the finest that people write; the number itself is rounded somewhere else.
            var moment = DateTime.UnixEpoch.AddDays(Math.Floor(number)).AddSeconds(Math.Round((number - Math.Floor(number)) * SecondsADay)) - DateTime.UnixEpoch;
            return number < 1 ? Text(DateTime.MinValue + moment, "HH:mm")
                : Text(DateTime.FromOADate(shift) + moment, shows == Shows.Time || moment.Ticks % TimeSpan.TicksPerDay != 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd");
        }

        return decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var digits)
            ? digits.ToString("0.##############################", CultureInfo.InvariantCulture)
            : value;
    }

    /// <summary>A cell whose date is written out.</summary>
    public static string Read(string value) =>
        DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date) && date.Kind == DateTimeKind.Unspecified
            ? Text(date, value.Contains('T', StringComparison.Ordinal) ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd")
            : value;

    private static string Text(DateTime date, string format) =>
        date.ToString(date.Second == 0 ? format : $"{format}:ss", CultureInfo.InvariantCulture);

    private static Shows ShownBy(uint format, Dictionary<uint, string> own)
    {
        if (own.TryGetValue(format, out var code))
        {
            var shown = NotShown().Replace(code, "");
            return code.Equals("General", StringComparison.OrdinalIgnoreCase) ? Shows.Number
                : shown.AsSpan().IndexOfAny("hHsS") >= 0 ? Shows.Time
                : shown.AsSpan().ContainsAny(DateLetters) ? Shows.Date
                : Shows.Number;
        }

        return format switch
        {
            (>= 18 and <= 22) or (>= 32 and <= 35) or (>= 45 and <= 47) or 55 or 56 => Shows.Time,
            (>= 14 and <= 17) or (>= 27 and <= 36) or (>= 50 and <= 58) => Shows.Date,
            _ => Shows.Number,
        };
    }

    /// <summary>Quoted text, escaped characters, spaces as wide as a character, filling, colours and languages.</summary>
    [GeneratedRegex(@"""[^""]*""|\\.|_.|\*.|\[[^\]]*\]", RegexOptions.NonBacktracking)]
    private static partial Regex NotShown();
}
