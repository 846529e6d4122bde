using BusinessFocus.Domain.Texts;

namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>
/// Comma-separated values as in RFC 4180, with quoted cells of several lines; semicolons and tabs separate too. A row whose quotes
/// do not match spoils its own line only, and reading goes on at the next one: libraries either end every row at the line break, or
/// let one quote swallow the rest of the file.
/// </summary>
public sealed class CsvLines
{
    private const int BufferCharacters = 64 * 1024;

    private readonly TextReader text;
    private char[] buffer = new char[BufferCharacters];
    private int start;
    private int end;
    private bool isAtEnd;

    private CsvLines(TextReader text) => this.text = text;

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
                separator = CsvSeparator.HintIn(first);
                if (separator is not null)
                {
                    // A spreadsheet takes this line for itself and does not count it.
                    start += length;
                    continue;
                }

                if (!string.IsNullOrWhiteSpace(first))
                {
                    separator = CsvSeparator.In(first);
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
            switch (CsvRow.Parse(Unread, separator, isAtEnd, cells, out var length, out var isTooWide))
            {
                case CsvRow.Parsed.Row:
                    start += length;
                    return isTooWide
                        ? new TableLine(number, cells, new Wording($"Högst {TableLimits.Columns} kolumner.", $"At most {TableLimits.Columns} columns."))
                        : new TableLine(number, cells);
                case CsvRow.Parsed.NeedsMore when end - start <= TableLimits.RowCharacters:
                    Fill();
                    break;
                case CsvRow.Parsed.TextAfterQuote:
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
        return new TableLine(number, cells.ToList(), flaw, CsvRow.Short(line));
    }

    private string PeekLine(out int length)
    {
        while (true)
        {
            var found = Unread.IndexOfAny('\r', '\n');
            if (found >= 0 && (Unread[found] == '\n' || found + 1 < Unread.Length || isAtEnd))
            {
                length = found + CsvRow.LineBreak(Unread, found);
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
}
