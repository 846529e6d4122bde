using System.Globalization;
using System.Text;
using BusinessFocus.Domain.Calendars;
using CsCheck;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Calendars;

/// <summary>Whatever stands in an activity, its calendar file has the lines that it should have, and no other.</summary>
public sealed class WritingCalendars
{
    private const int LongestLine = 75;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly string[] Names =
    [
        "BEGIN", "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "STATUS", "ORGANIZER", "ATTENDEE", "TRANSP", "SUMMARY",
        "DESCRIPTION", "LOCATION", "CATEGORIES", "URL", "BEGIN", "ACTION", "DESCRIPTION", "TRIGGER", "END", "END", "END",
    ];

    [Fact]
    public void An_emoji_is_not_cut_in_two_where_a_line_is_folded()
    {
        foreach (var length in Enumerable.Range(50, 30).Append(63))
        {
            var lines = Lines(Encoding.UTF8.GetBytes(Write(Event(new string('x', length) + "😀"))));

            lines.Count(line => line.EndsWith("😀", StringComparison.Ordinal)).ShouldBe(2, "the title stands in the alarm too");
            lines.ShouldAllBe(line => Strict.GetByteCount(line) <= LongestLine);
        }
    }

    [Fact]
    public void No_line_is_longer_than_75_octets_and_none_is_cut_within_a_character() =>
        Gen.Select(AnyText.Anything, AnyText.Anything).Sample((title, description) =>
        {
            var written = Write(Event(title) with { Description = description, Location = title, Categories = [title, description] });
            var lines = Lines(Encoding.UTF8.GetBytes(written));

            lines[^1].ShouldBe("", "the last line is ended too");
            lines.ShouldAllBe(line => Strict.GetByteCount(line) <= LongestLine);
            lines.ShouldAllBe(line => !line.Any(char.IsControl));
            foreach (var (line, cuts) in Unfold(lines))
            {
                var starts = StringInfo.ParseCombiningCharacters(line);
                foreach (var cut in cuts)
                {
                    var isWithin = !starts.Contains(cut);
                    var element = starts.Last(start => start <= cut);
                    (isWithin && Strict.GetByteCount(StringInfo.GetNextTextElement(line, element)) < LongestLine).ShouldBeFalse(line);
                }
            }
        });

    [Fact]
    public void No_value_becomes_a_property_and_each_says_the_same_when_it_is_read() =>
        Gen.Select(AnyText.Anything, AnyText.Anything, AnyText.Anything).Sample((title, description, name) =>
        {
            var written = Write(Event(title) with
            {
                Description = description,
                Location = name,
                Categories = [title],
                Organiser = new CalendarUser(name, $"{name}@festival.example"),
                Attendee = new CalendarUser(title, title),
            });
            var lines = Unfold(Lines(Encoding.UTF8.GetBytes(written))).Select(line => line.Line).SkipWhile(line => line != "BEGIN:VEVENT").ToList();

            lines.Take(Names.Length).Select(line => line.Split(':', ';')[0]).ShouldBe(Names);
            lines.Count.ShouldBe(Names.Length + 1);
            Value(lines, "DESCRIPTION:").ShouldBe(Shown(description.ReplaceLineEndings("\n")));
            Value(lines, "SUMMARY:").ShouldBe(Shown(title.ReplaceLineEndings(" ")));
            Value(lines, "LOCATION:").ShouldBe(Shown(name.ReplaceLineEndings(" ")));
        });

    [Theory]
    [InlineData("anna@foretag.example", "mailto:anna@foretag.example")]
    [InlineData("anna+fest@foretag.example", "mailto:anna+fest@foretag.example")]
    [InlineData("50%#1?@foretag.example", "mailto:50%25%231%3F@foretag.example")]
    [InlineData("a/b&c=d@foretag.example", "mailto:a%2Fb%26c%3Dd@foretag.example")]
    [InlineData("\"a b\"@foretag.example", "mailto:%22a%20b%22@foretag.example")]
    [InlineData("åsa@foretag.example", "mailto:%C3%A5sa@foretag.example")]
    public void An_address_is_written_as_RFC_6068_has_it(string address, string uri)
    {
        var written = Write(Event("Så möts vi") with { Organiser = new CalendarUser("Åsa", address), Attendee = new CalendarUser("Åsa", address) });
        var lines = Unfold(Lines(Encoding.UTF8.GetBytes(written))).Select(line => line.Line).ToList();

        lines.ShouldContain($"ORGANIZER;CN=\"Åsa\":{uri}");
        lines.Single(line => line.StartsWith("ATTENDEE", StringComparison.Ordinal)).ShouldEndWith($":{uri}");
    }

    [Fact]
    public void The_second_of_two_hours_that_the_clock_shows_alike_is_written_in_UTC()
    {
        var (first, second) = (new DateTimeOffset(2027, 10, 31, 0, 30, 0, TimeSpan.Zero), new DateTimeOffset(2027, 10, 31, 1, 30, 0, TimeSpan.Zero));

        var lines = Lines(Encoding.UTF8.GetBytes(Write(Event("Natt") with { StartsAt = first, EndsAt = second })));

        lines.ShouldContain("DTSTART;TZID=Europe/Stockholm:20271031T023000");
        lines.ShouldContain("DTEND:20271031T013000Z");
    }

    /// <summary>With all that an event can have, so that each of its lines is there.</summary>
    internal static CalendarEvent Event(string title) => new()
    {
        Uid = "0199f1a0-0000-7000-8000-000000000001@businessfocus",
        Sequence = 1,
        StampedAt = new DateTimeOffset(2026, 9, 1, 12, 0, 0, TimeSpan.Zero),
        ChangedAt = new DateTimeOffset(2026, 9, 1, 12, 0, 0, TimeSpan.Zero),
        StartsAt = new DateTimeOffset(2028, 10, 3, 7, 0, 0, TimeSpan.Zero),
        EndsAt = new DateTimeOffset(2028, 10, 3, 8, 0, 0, TimeSpan.Zero),
        Title = title,
        Status = CalendarStatus.Confirmed,
        Organiser = new CalendarUser("Business Focus", "no-reply@businessfocus.example"),
        Attendee = new CalendarUser("Åsa Öberg", "asa@foretag.example"),
        Description = "Om att mötas",
        Location = "Kommunhuset",
        Categories = ["miljo"],
        Link = new Uri("https://meet.example/abc"),
        AlarmBefore = TimeSpan.FromHours(1),
    };

    private static string Write(CalendarEvent @event) => CalendarObject.Write(CalendarMethod.Request, [@event]);

    private static List<string> Lines(byte[] file) => [.. Strict.GetString(file).Split("\r\n")];

    /// <summary>RFC 5545, 3.1, and where each was folded.</summary>
    private static IEnumerable<(string Line, IReadOnlyList<int> Cuts)> Unfold(IReadOnlyList<string> lines)
    {
        var (unfolded, cuts) = (lines[0], new List<int>());
        foreach (var line in lines.Skip(1))
        {
            if (line.StartsWith(' '))
            {
                cuts.Add(unfolded.Length);
                unfolded += line[1..];
            }
            else
            {
                yield return (unfolded, cuts);
                (unfolded, cuts) = (line, []);
            }
        }

        yield return (unfolded, cuts);
    }

    /// <summary>RFC 5545, 3.3.11, of the first line that begins so.</summary>
    private static string Value(IReadOnlyList<string> lines, string beginning)
    {
        var (value, read) = (lines.First(line => line.StartsWith(beginning, StringComparison.Ordinal))[beginning.Length..], new StringBuilder());
        for (var i = 0; i < value.Length; i++)
        {
            read.Append(value[i] != '\\' ? value[i] : value[++i] is 'n' or 'N' ? '\n' : value[i]);
        }

        return read.ToString();
    }

    /// <summary>What there is to read of a text: its control characters are spaces, and what is half a character is the sign for it.</summary>
    private static string Shown(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.Value == '\n' || !Rune.IsControl(rune) ? rune.ToString() : " "));
}
