using System.Text;
using System.Text.RegularExpressions;
using BusinessFocus.Testing.Calendars;
using Ical.Net;
using Ical.Net.CalendarComponents;
using MimeKit;
using Shouldly;

namespace BusinessFocus.EndToEnd.Tests.Jobs;

/// <summary>What somebody finds in a letter.</summary>
internal static partial class Letters
{
    /// <summary>A letter whose subject begins so.</summary>
    public static Task<MimeMessage> LetterAsync(this Festival festival, string address, string subject) =>
        festival.Mail.NextAsync(address, letter => letter.Subject!.StartsWith(subject, StringComparison.Ordinal));

    /// <summary>Its calendar entries, which every reader of calendars accepts as it is.</summary>
    public static Task<(string Method, IReadOnlyList<CalendarEvent> Events)> CalendarAsync(this MimeMessage letter) =>
        ReadAsync(letter.BodyParts.OfType<TextPart>().First(part => part.ContentType.IsMimeType("text", "calendar")));

    /// <summary>The entries of the calendar file that is attached to it.</summary>
    public static async Task<IReadOnlyList<CalendarEvent>> AttachedAsync(this MimeMessage letter) =>
        (await ReadAsync(letter.BodyParts.OfType<MimePart>().First(part => part.FileName?.EndsWith(".ics", StringComparison.Ordinal) == true))).Events;

    private static async Task<(string Method, IReadOnlyList<CalendarEvent> Events)> ReadAsync(MimePart part)
    {
        // As it was sent: what is decoded as text loses how its lines end.
        using var sent = new MemoryStream();
        await part.Content!.DecodeToAsync(sent);
        var content = Encoding.UTF8.GetString(sent.ToArray());
        var read = Calendar.Load(content)!;
        if (await CalendarReaders.MissingAsync() is null)
        {
            foreach (var reader in (await CalendarReaders.ReadAsync([content])).Single())
            {
                reader.Problems.ShouldBeEmpty(reader.Reader);
                reader.Method.ShouldBe(read.Method, reader.Reader);
                reader.Events.Select(each => each.Uid).ShouldBe(read.Events.Select(each => each.Uid), reader.Reader);
            }
        }

        return (read.Method!, [.. read.Events]);
    }

    /// <summary>The first link in it that leads there, without the host.</summary>
    public static string Link(this MimeMessage letter, string to) =>
        new Uri(Links().Matches(letter.TextBody!).Select(match => match.Value).First(link => link.Contains(to, StringComparison.Ordinal))).PathAndQuery;

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Links();
}
