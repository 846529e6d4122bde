using System.Text;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>The cells of one row of comma-separated values, which may be on several lines.</summary>
internal static class CsvRow
{
    private const int LongestShown = 200;

    public enum Parsed
    {
        Row,
        NeedsMore,
        NeverClosed,
        TextAfterQuote,
    }

    /// <param name="text">From the row's first character on, as far as it has been read.</param>
    /// <param name="isWhole">Whether nothing comes after it.</param>
    /// <param name="length">How much of it the row is, its line break with it.</param>
    /// <param name="isTooWide">Whether cells that say something had no room.</param>
    public static Parsed Parse(ReadOnlySpan<char> text, char separator, bool isWhole, List<TableCell> cells, out int length, out bool isTooWide)
    {
        cells.Clear();
        (length, isTooWide) = (0, false);
        var i = 0;
        while (true)
        {
            var from = PastBlanks(text, i, separator);
            TableCell cell;
            if (from < text.Length && text[from] == '"')
            {
                var parsed = ParseQuoted(text, from + 1, separator, isWhole, out cell, out i);
                if (parsed != Parsed.Row)
                {
                    return parsed;
                }
            }
            else
            {
                var found = text[i..].IndexOfAny(separator, '\r', '\n');
                if (found < 0 && !isWhole)
                {
                    return Parsed.NeedsMore;
                }

                var until = found < 0 ? text.Length : i + found;
                (cell, i) = (CellOf(text[i..until]), until);
            }

            if (cells.Count < TableLimits.Columns)
            {
                cells.Add(cell);
            }
            else
            {
                isTooWide |= !cell.IsBlank;
            }

            if (i < text.Length && text[i] == separator)
            {
                i++;
                continue;
            }

            if (i + 1 == text.Length && text[i] == '\r' && !isWhole)
            {
                return Parsed.NeedsMore;
            }

            length = i + LineBreak(text, i);
            return Parsed.Row;
        }
    }

    /// <param name="i">After the quote that opens it.</param>
    /// <param name="next">Where its separator or line break is.</param>
    private static Parsed ParseQuoted(ReadOnlySpan<char> text, int i, char separator, bool isWhole, out TableCell cell, out int next)
    {
        cell = default;
        next = i;
        StringBuilder? unescaped = null;
        for (var from = i; ;)
        {
            var found = text[from..].IndexOf('"');
            var quote = from + found;
            if (found < 0 || (quote + 1 == text.Length && !isWhole))
            {
                return isWhole || text.Length - i > TableLimits.RowCharacters ? Parsed.NeverClosed : Parsed.NeedsMore;
            }

            if (quote + 1 == text.Length || text[quote + 1] != '"')
            {
                cell = unescaped is null ? CellOf(text[i..quote]) : CellOf(unescaped.Append(text[from..quote]).ToString());
                next = PastBlanks(text, quote + 1, separator);
                return next == text.Length ? isWhole ? Parsed.Row : Parsed.NeedsMore
                    : text[next] == separator || text[next] is '\r' or '\n' ? Parsed.Row
                    : Parsed.TextAfterQuote;
            }

            unescaped = (unescaped ?? new StringBuilder()).Append(text[from..(quote + 1)]);
            from = quote + 2;
        }
    }

    private static int PastBlanks(ReadOnlySpan<char> text, int i, char separator)
    {
        while (i < text.Length && text[i] is ' ' or '\t' && text[i] != separator)
        {
            i++;
        }

        return i;
    }

    public static int LineBreak(ReadOnlySpan<char> text, int i) =>
        i == text.Length ? 0 : text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 2 : 1;

    private static TableCell CellOf(ReadOnlySpan<char> text) => text.Length <= TableLimits.CellCharacters
        ? new TableCell(text.ToString())
        : new TableCell(Short(text), new Wording($"Högst {TableLimits.CellCharacters} tecken.", $"At most {TableLimits.CellCharacters} characters."));

    public static string Short(ReadOnlySpan<char> text) => text.Length <= LongestShown ? text.ToString() : $"{text[..LongestShown]}…";
}
