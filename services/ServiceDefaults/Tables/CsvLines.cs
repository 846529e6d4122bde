using System.Text;
using BusinessFocus.ServiceDefaults.Texts;

namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>
/// Comma-separated values as in RFC 4180, with quoted cells of several lines; semicolons and tabs separate too. A row whose quotes
/// do not match spoils its own line only, and reading goes on at the next one: libraries either end every row at the line break, or
/// let one quote swallow the rest of the file.
/// </summary>
public sealed class CsvLines
{
    private const int BufferCharacters = 64 * 1024;
    private const int LongestShown = 200;

    private readonly TextReader text;
    private char[] buffer = new char[BufferCharacters];
    private int start;
    private int end;
    private bool isAtEnd;

    private CsvLines(TextReader text) => this.text = text;

    private enum Parsed
    {
        Row,
        NeedsMore,
        NeverClosed,
        TextAfterQuote,
    }

    private ReadOnlySpan<char> Unread => buffer.AsSpan(start, end - start);

    public static IEnumerable<TableLine> Read(TextReader text) => new CsvLines(text).All();

    private IEnumerable<TableLine> All()
    {
        var number = 0;
        char? separator = null;
        while (start < end || Fill())
        {
            if (separator is null)
            {
                var first = PeekLine(out var length);
                separator = HintIn(first);
                if (separator is not null)
                {
                    // A spreadsheet takes this line for itself and does not count it.
                    start += length;
                    continue;
                }

                if (!string.IsNullOrWhiteSpace(first))
                {
                    separator = SeparatorIn(first);
                }
            }

            yield return Next(++number, separator ?? ',');
        }
    }

    private TableLine Next(int number, char separator)
    {
        var cells = new List<TableCell>();
        while (true)
        {
            switch (Parse(Unread, separator, isAtEnd, cells, out var length, out var isTooWide))
            {
                case Parsed.Row:
                    start += length;
                    return isTooWide
                        ? new TableLine(number, cells, new Wording($"Högst {TableLimits.Columns} kolumner.", $"At most {TableLimits.Columns} columns."))
                        : new TableLine(number, cells);
                case Parsed.NeedsMore when end - start <= TableLimits.RowCharacters:
                    Fill();
                    break;
                case Parsed.TextAfterQuote:
                    return Broken(number, separator, new Wording(
                        "Det står text efter ett citattecken som avslutar en cell.", "There is text after the quote that ends a cell."));
                default:
                    return Broken(number, separator, new Wording("Ett citattecken avslutas aldrig.", "A quote is never closed."));
            }
        }
    }

    /// <summary>Takes one line of text, and guesses its cells so that it can be told whom it is about.</summary>
    private TableLine Broken(int number, char separator, Wording flaw)
    {
        var line = PeekLine(out var length);
        start += length;
        var cells = line.Split(separator, TableLimits.Columns).Select(cell => new TableCell(cell.Replace("\"", "", StringComparison.Ordinal)));
        return new TableLine(number, cells.ToList(), flaw, Short(line));
    }

    private string PeekLine(out int length)
    {
        while (true)
        {
            var found = Unread.IndexOfAny('\r', '\n');
            if (found >= 0 && (Unread[found] == '\n' || found + 1 < Unread.Length || isAtEnd))
            {
                length = found + LineBreak(Unread, found);
                return Unread[..found].ToString();
            }

            if (found < 0 && end - start > TableLimits.RowCharacters)
            {
                throw TableRefusedException.TooLarge(
                    $"Högst {TableLimits.RowCharacters} tecken på en rad.", $"At most {TableLimits.RowCharacters} characters in a row.");
            }

            if (!Fill() && found < 0)
            {
                length = Unread.Length;
                return Unread.ToString();
            }
        }
    }

    /// <summary>Reads on, keeping what is unread.</summary>
    private bool Fill()
    {
        if (isAtEnd)
        {
            return false;
        }

        if (start > 0)
        {
            Unread.CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var wanted = buffer.Length - end;
        var read = text.ReadBlock(buffer, end, wanted);
        end += read;
        isAtEnd = read < wanted;
        return read > 0;
    }

    private static Parsed Parse(ReadOnlySpan<char> text, char separator, bool isWhole, List<TableCell> cells, out int length, out bool isTooWide)
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

    private static int LineBreak(ReadOnlySpan<char> text, int i) =>
        i == text.Length ? 0 : text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 2 : 1;

    private static TableCell CellOf(ReadOnlySpan<char> text) => text.Length <= TableLimits.CellCharacters
        ? new TableCell(text.ToString())
        : new TableCell(Short(text), new Wording($"Högst {TableLimits.CellCharacters} tecken.", $"At most {TableLimits.CellCharacters} characters."));

    private static string Short(ReadOnlySpan<char> text) => text.Length <= LongestShown ? text.ToString() : $"{text[..LongestShown]}…";

    /// <summary>Names of columns hold no separators unless they are quoted, so the header tells which one it is.</summary>
    private static char SeparatorIn(string header)
    {
        var counts = new Dictionary<char, int> { [','] = 0, [';'] = 0, ['\t'] = 0 };
        var isQuoted = false;
        foreach (var character in header)
        {
            isQuoted ^= character == '"';
            if (!isQuoted && counts.TryGetValue(character, out var count))
            {
                counts[character] = count + 1;
            }
        }

        return counts.MaxBy(each => each.Value).Key;
    }

    /// <summary>What <c>sep=;</c> says, the line that spreadsheets understand before the header.</summary>
    private static char? HintIn(string line) =>
        line.Trim().Trim('"') is { Length: 5 } hint && hint.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? hint[4]
        : line.StartsWith("sep=\t", StringComparison.OrdinalIgnoreCase) ? '\t'
        : null;
}
