using System.Globalization;

namespace BusinessFocus.Domain.Calendars;

/// <summary>What a calendar that somebody subscribes to says of itself.</summary>
/// <param name="ReadAgainAfter">Whole hours.</param>
public sealed record CalendarFeed(string Name, TimeSpan ReadAgainAfter);

/// <summary>
/// A calendar file (RFC 5545), as RFC 5546 has it for its method. All that the services write of the kind is written here, from what it
/// is given alone: the same activity gives the same file, whatever day it is.
/// </summary>
public static class CalendarObject
{
    public const string MediaType = "text/calendar; charset=utf-8";

    /// <summary>Rises when the same activity is written otherwise, so that what a reader has kept of the form before is not taken for current.</summary>
    public const int Form = 2;

    private const string Product = "-//Business Focus//Calendar//SV";

    /// <param name="feed">Null for a file that nobody subscribes to.</param>
    public static string Write(CalendarMethod method, IEnumerable<CalendarEvent> events, CalendarFeed? feed = null)
    {
        var lines = new ContentLines();
        lines.Begin("VCALENDAR");
        lines.Value("VERSION", "2.0");
        lines.Value("PRODID", Product);
        lines.Value("METHOD", NameOf(method));
        if (feed is not null)
        {
            lines.Text("X-WR-CALNAME", feed.Name);
            lines.Value("REFRESH-INTERVAL;VALUE=DURATION", Duration(feed.ReadAgainAfter));
            lines.Value("X-PUBLISHED-TTL", Duration(feed.ReadAgainAfter));
        }

        StockholmRules.Write(lines);
        foreach (var @event in events)
        {
            Write(lines, @event, method);
        }

        lines.End("VCALENDAR");
        return lines.ToString();
    }

    private static void Write(ContentLines lines, CalendarEvent @event, CalendarMethod method)
    {
        lines.Begin("VEVENT");
        lines.Value("UID", @event.Uid);
        lines.Value("SEQUENCE", @event.Sequence.ToString(CultureInfo.InvariantCulture));
        lines.Moment("DTSTAMP", @event.StampedAt.ToUniversalTime());
        if (@event.ChangedAt is { } changedAt)
        {
            lines.Moment("LAST-MODIFIED", changedAt.ToUniversalTime());
        }

        lines.WallClock("DTSTART", @event.StartsAt);
        lines.WallClock("DTEND", @event.EndsAt);
        lines.Value("STATUS", NameOf(@event.Status));
        lines.User("ORGANIZER", @event.Organiser);
        if (@event.Attendee is { } attendee)
        {
            // They have registered, or cancelled, or answer by a link: the calendar has nothing to ask.
            var answer = method == CalendarMethod.Cancel ? "DECLINED" : @event.Status == CalendarStatus.Tentative ? "TENTATIVE" : "ACCEPTED";
            lines.User("ATTENDEE", attendee, $";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={answer};RSVP=FALSE");
            lines.Value("TRANSP", method == CalendarMethod.Cancel ? "TRANSPARENT" : "OPAQUE");
        }

        lines.Text("SUMMARY", @event.Title.ReplaceLineEndings(" "));
        if (!string.IsNullOrEmpty(@event.Description))
        {
            lines.Text("DESCRIPTION", @event.Description);
        }

        if (!string.IsNullOrEmpty(@event.Location))
        {
            lines.Text("LOCATION", @event.Location.ReplaceLineEndings(" "));
        }

        if (@event.Position is var (latitude, longitude))
        {
            lines.Value("GEO", string.Create(CultureInfo.InvariantCulture, $"{latitude:0.######};{longitude:0.######}"));
        }

        if (@event.Categories.Count > 0)
        {
            lines.Texts("CATEGORIES", @event.Categories);
        }

        if (@event.Link is { } link)
        {
            lines.Value("URL", link.AbsoluteUri);
        }

        if (@event.AlarmBefore is { } before)
        {
            lines.Begin("VALARM");
            lines.Value("ACTION", "DISPLAY");
            lines.Text("DESCRIPTION", @event.Title.ReplaceLineEndings(" "));
            lines.Value("TRIGGER", $"-{Duration(before)}");
            lines.End("VALARM");
        }

        lines.End("VEVENT");
    }

    private static string Duration(TimeSpan hours) => string.Create(CultureInfo.InvariantCulture, $"PT{(int)hours.TotalHours}H");

    private static string NameOf<T>(T value) where T : struct, Enum => value.ToString().ToUpperInvariant();
}
