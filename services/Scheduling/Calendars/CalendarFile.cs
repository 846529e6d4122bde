using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Programme;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace BusinessFocus.Scheduling.Calendars;

/// <summary>Activities as a calendar file (RFC 5545), with the wall-clock times of Europe/Stockholm.</summary>
/// <param name="publicUrl">The address of the gateway as people see it.</param>
public sealed class CalendarFile(string publicUrl)
{
    public const string MediaType = "text/calendar; charset=utf-8";

    /// <param name="name">What the calendar is called in the subscriber's calendar.</param>
    /// <param name="language">"sv" or "en".</param>
    public string Of(string name, IEnumerable<PublicEntry> entries, string language)
    {
        var calendar = new Calendar { Method = "PUBLISH", ProductId = "-//BusinessFocus//Programme//SV" };
        calendar.AddProperty("X-WR-CALNAME", name);
        calendar.AddProperty("X-PUBLISHED-TTL", "PT1H");
        calendar.AddProperty(new CalendarProperty("REFRESH-INTERVAL", "PT1H") { Parameters = { new CalendarParameter("VALUE", "DURATION") } });
        var events = entries.Select(entry => EventOf(entry, language)).ToList();
        if (events.Count > 0)
        {
            var first = events.Min(each => each.Start!.Value);
            calendar.AddTimeZone(VTimeZone.FromDateTimeZone(Stockholm.TimeZoneId, new DateTime(first.Year, 1, 1), includeHistoricalData: false));
        }

        calendar.Events.AddRange(events);
        return new CalendarSerializer().SerializeToString(calendar)
            ?? throw new InvalidOperationException("The calendar was not written.");
    }

    /// <summary>Where people find something.</summary>
    /// <param name="path">Below the interface's own, without a slash before it.</param>
    public Uri AddressOf(string path) => new($"{publicUrl.TrimEnd('/')}/api/v1/{path}");

    private CalendarEvent EventOf(PublicEntry entry, string language)
    {
        var (activity, changedAt, isDraft) = entry;
        var changed = new CalDateTime(changedAt.UtcDateTime);
        var @event = new CalendarEvent
        {
            Uid = $"{activity.Id}@businessfocus",
            Sequence = activity.CalendarSequence,
            DtStamp = changed,
            LastModified = changed,
            Start = WallClock(activity.StartsAt),
            End = WallClock(activity.EndsAt),
            Summary = activity.Title.In(language),
            Description = activity.Description?.In(language),
            Status = activity.Status == ActivityStatus.Cancelled ? EventStatus.Cancelled
                : isDraft ? EventStatus.Tentative
                : EventStatus.Confirmed,
            Categories = [.. activity.Topics],
            Url = AddressOf($"activities/{activity.Id}"),
        };
        if (activity.Place is { } place)
        {
            @event.Location = string.Join(", ", new[] { place.Room, place.Name, place.Address }.Where(part => !string.IsNullOrEmpty(part)));
            if (place is { Latitude: { } latitude, Longitude: { } longitude })
            {
                @event.GeographicLocation = new GeographicLocation(latitude, longitude);
            }
        }

        return @event;
    }

    private static CalDateTime WallClock(DateTimeOffset moment) => new(Stockholm.WallClock(moment), Stockholm.TimeZoneId);
}
