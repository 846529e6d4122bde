using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notification.Notices;
using BusinessFocus.ServiceDefaults;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace BusinessFocus.Notification.Writing;

/// <summary>An activity as a calendar takes it: an invitation (RFC 5546 REQUEST) or its cancellation (CANCEL).</summary>
public static class Invitation
{
    public const string Request = "REQUEST";
    public const string Cancel = "CANCEL";

    private static readonly Duration AlarmBefore = Duration.FromMinutes(-60);

    /// <param name="organiser">Name and address that the letters come from.</param>
    /// <param name="sequence">Higher than any that the recipient has had for this activity.</param>
    /// <param name="manageLink">The recipient's registration.</param>
    public static string Write(
        string method,
        ActivityState activity,
        Recipient recipient,
        (string Name, string Address) organiser,
        int sequence,
        string? manageLink,
        DateTimeOffset now)
    {
        var language = recipient.Language;
        var isRequest = method == Request;
        var @event = new CalendarEvent
        {
            Uid = $"{activity.Id}@businessfocus",
            Sequence = sequence,
            Status = isRequest ? EventStatus.Confirmed : EventStatus.Cancelled,
            Transparency = isRequest ? TransparencyType.Opaque : TransparencyType.Transparent,
            DtStamp = new CalDateTime(now.UtcDateTime),
            Start = Local(activity.StartsAt),
            End = Local(activity.EndsAt),
            Summary = Words.OneLine(activity.Title.In(language)),
            Location = Words.OneLine(Words.PlaceText(activity.Place, language)),
            Organizer = new Organizer { Value = MailTo(organiser.Address), CommonName = Words.OneLine(organiser.Name) },
            Attendees =
            {
                new Attendee
                {
                    Value = MailTo(recipient.Address),
                    CommonName = Words.OneLine(recipient.Name),
                    Role = ParticipationRole.RequiredParticipant,
                    Type = "INDIVIDUAL",
                    // They have registered: there is nothing left to answer.
                    ParticipationStatus = isRequest ? EventParticipationStatus.Accepted : EventParticipationStatus.Declined,
                    Rsvp = false,
                },
            },
        };
        if (activity.Place is { Latitude: { } latitude, Longitude: { } longitude })
        {
            @event.GeographicLocation = new GeographicLocation(latitude, longitude);
        }

        if (isRequest)
        {
            @event.Description = Description(activity, language, manageLink);
            @event.Alarms.Add(new Alarm { Action = AlarmAction.Display, Description = @event.Summary, Trigger = new Trigger(AlarmBefore) });
            if (activity.JoinLink is { } join && Uri.TryCreate(join, UriKind.Absolute, out var joinAddress))
            {
                @event.Url = joinAddress;
            }
        }

        var calendar = new Calendar { Method = method, ProductId = "-//Business Focus//Notification//SV" };
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(Stockholm.TimeZoneId, LocalTimes.Local(activity.StartsAt), includeHistoricalData: false));
        calendar.Events.Add(@event);
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalDateTime Local(DateTimeOffset time) => new(LocalTimes.Local(time), Stockholm.TimeZoneId);

    private static Uri MailTo(string address) => new($"mailto:{Words.OneLine(address)}");

    private static string Description(ActivityState activity, string language, string? manageLink)
    {
        var parts = new List<string>();
        if (activity.Description is { } description)
        {
            parts.Add(description.In(language));
        }

        if (activity.JoinLink is { } join)
        {
            parts.Add($"{Words.Join.In(language)}: {join}");
        }

        if (manageLink is not null)
        {
            parts.Add($"{Words.Manage.In(language)}: {manageLink}");
        }

        return string.Join("\n\n", parts);
    }
}
