using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Calendars;
using BusinessFocus.Scheduling.Activities;

namespace BusinessFocus.Scheduling.Calendars;

/// <summary>Activities as a calendar that people subscribe to.</summary>
/// <param name="publicUrl">The address of the gateway as people see it.</param>
/// <param name="organiser">Whose activities they are.</param>
public sealed class CalendarFile(string publicUrl, CalendarUser organiser)
{
    public const string MediaType = CalendarObject.MediaType;

    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromHours(1);

    /// <param name="name">What the calendar is called in the subscriber's calendar.</param>
    /// <param name="language">"sv" or "en".</param>
    public string Of(string name, IEnumerable<PublicEntry> entries, string language) => CalendarObject.Write(
        CalendarMethod.Publish, entries.Select(entry => EventOf(entry, language)), new CalendarFeed(name, ReadAgainAfter));

    /// <summary>Where people find something.</summary>
    /// <param name="path">Below the interface's own, without a slash before it.</param>
    public Uri AddressOf(string path) => new($"{publicUrl.TrimEnd('/')}/api/v1/{path}");

    private CalendarEvent EventOf(PublicEntry entry, string language)
    {
        var (activity, changedAt, isDraft) = entry;
        var status = activity.Status == ActivityStatus.Cancelled ? CalendarStatus.Cancelled
            : isDraft ? CalendarStatus.Tentative
            : CalendarStatus.Confirmed;
        return CalendarEvent.Of(activity.AsOf(version: 0), language, status, organiser, activity.CalendarSequence, changedAt) with
        {
            ChangedAt = changedAt,
            Description = activity.Description?.In(language),
            Categories = activity.Topics,
            Link = AddressOf($"activities/{activity.Id}"),
        };
    }
}
