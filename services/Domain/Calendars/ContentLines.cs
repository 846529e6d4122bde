using System.Globalization;
using System.Text;
using BusinessFocus.Domain.Times;

namespace BusinessFocus.Domain.Calendars;

/// <summary>
/// The content lines of a calendar file (RFC 5545, 3.1). Whatever a value holds, it stays the value of its property: nothing but
/// <see cref="Write"/> ends a line, and it takes out what others could take for the end of one.
/// </summary>
internal sealed class ContentLines
{
    /// <summary>Octets, without the line break.</summary>
    private const int Longest = 75;

    private readonly StringBuilder text = new();

    public override string ToString() => text.ToString();

    public void Begin(string component) => Write($"BEGIN:{component}");

    public void End(string component) => Write($"END:{component}");

    /// <summary>What is not text: a number, a word of the format, a date, an address.</summary>
    public void Value(string name, string value) => Write($"{name}:{value}");

    public void Text(string name, string value) => Write($"{name}:{Escape(value)}");

    /// <summary>Texts with commas between.</summary>
    public void Texts(string name, IEnumerable<string> values) => Write($"{name}:{string.Join(',', values.Select(Escape))}");

    /// <summary>UTC.</summary>
    public void Moment(string name, DateTimeOffset moment) =>
        Value(name, moment.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));

    /// <summary>
    /// On the clock in Sweden. The hour that it shows twice, where summer time ends, is by RFC 5545 (3.3.5) the first of the two: what
    /// is in the second one is written in UTC.
    /// </summary>
    public void WallClock(string name, DateTimeOffset moment)
    {
        var wallClock = Stockholm.WallClock(moment);
        if (Stockholm.Moment(wallClock) == moment)
        {
            Value($"{name};TZID={Stockholm.TimeZoneId}", wallClock.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture));
        }
        else
        {
            Moment(name, moment.ToUniversalTime());
        }
    }

    /// <summary>Somebody's address, with a name and what else is known of them.</summary>
    /// <param name="parameters">Words of the format, as <c>;ROLE=CHAIR</c>.</param>
    public void User(string name, CalendarUser user, string parameters = "") =>
        Write($"{name}{(Parameter(user.Name) is { Length: > 0 } known ? $";CN=\"{known}\"" : "")}{parameters}:{user.Mailto}");

    private static string Escape(string value) => value
        .ReplaceLineEndings("\n")
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace(";", @"\;", StringComparison.Ordinal)
        .Replace(",", @"\,", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal);

    /// <summary>
    /// A parameter has no place for a quote; those who know RFC 6868 take <c>^n</c> for a line break, and some a backslash for the escape
    /// of what follows it, the end of the parameter too.
    /// </summary>
    private static string Parameter(string value) =>
        string.Join(' ', string.Concat(Printable(value).Split('"', '^', '\\')).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Folds by octets, never within a character as people see it; one longer than a line is folded between its code points.</summary>
    private void Write(string line)
    {
        var rest = Printable(line).AsSpan();
        var octets = 0;
        while (!rest.IsEmpty)
        {
            var length = StringInfo.GetNextTextElementLength(rest);
            var size = Encoding.UTF8.GetByteCount(rest[..length]);
            if (size >= Longest)
            {
                Rune.DecodeFromUtf16(rest, out var rune, out length);
                size = rune.Utf8SequenceLength;
            }

            if (octets + size > Longest)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rest[..length]);
            octets += size;
            rest = rest[length..];
        }

        text.Append("\r\n");
    }

    /// <summary>Without control characters, any of which some reader takes for the end of a line, and with U+FFFD for half a character.</summary>
    private static string Printable(string line)
    {
        if (Ascii.IsValid(line) && !line.AsSpan().ContainsAnyInRange('\0', '\x1F') && !line.Contains('\x7F', StringComparison.Ordinal))
        {
            return line;
        }

        var printable = new StringBuilder(line.Length);
        foreach (var rune in line.EnumerateRunes())
        {
            printable.Append(
                Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                    ? " "
                    : rune.ToString());
        }

        return printable.ToString();
    }
}
