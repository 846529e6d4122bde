using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Calendars;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Notifications.Content;

namespace BusinessFocus.Notifications.Rendering;

/// <summary>An activity as a calendar takes it: an invitation (RFC 5546 REQUEST) or its cancellation (CANCEL).</summary>
public static class Invitation
{
    public const string Request = "REQUEST";
    public const string Cancel = "CANCEL";

    /// <summary>Several at once: a REQUEST or CANCEL is of one entry only (RFC 5546, 3.2.2 and 3.2.5).</summary>
    public const string Publish = "PUBLISH";

    private static readonly TimeSpan AlarmBefore = TimeSpan.FromHours(1);

    /// <param name="organiser">Name and address that the letters come from.</param>
    /// <param name="sequence">Higher than any that the recipient has had for this activity.</param>
    /// <param name="manageLink">The recipient's registration.</param>
    public static string Write(
        string method,
        ActivityState activity,
        Recipient recipient,
        CalendarUser organiser,
        int sequence,
        string? manageLink,
        DateTimeOffset now)
    {
        var isRequest = method == Request;
        var @event = EventOf(isRequest, activity, recipient.Language, organiser, sequence, manageLink, now) with
        {
            Attendee = new CalendarUser(recipient.Name, recipient.Address),
        };
        return CalendarObject.Write(isRequest ? CalendarMethod.Request : CalendarMethod.Cancel, [@event]);
    }

    /// <summary>Several activities in one file, each with the UID that its own invitation would have.</summary>
    /// <param name="isBooked">Whether they are to come; else they are taken away.</param>
    /// <param name="entries">Each with its SEQUENCE and the recipient's registration.</param>
    public static string WriteSeveral(
        bool isBooked,
        IEnumerable<(ActivityState Activity, int Sequence, string? ManageLink)> entries,
        string language,
        CalendarUser organiser,
        DateTimeOffset now) => CalendarObject.Write(
            CalendarMethod.Publish,
            [.. entries.Select(entry => EventOf(isBooked, entry.Activity, language, organiser, entry.Sequence, entry.ManageLink, now))]);

    private static CalendarEvent EventOf(
        bool isBooked, ActivityState activity, string language, CalendarUser organiser, int sequence, string? manageLink, DateTimeOffset now)
    {
        var @event = CalendarEvent.Of(activity, language, isBooked ? CalendarStatus.Confirmed : CalendarStatus.Cancelled, organiser, sequence, now);
        return isBooked
            ? @event with { Description = Description(activity, language, manageLink), Link = WebAddress.Read(activity.JoinLink), AlarmBefore = AlarmBefore }
            : @event;
    }

    private static string Description(ActivityState activity, string language, string? manageLink)
    {
        var parts = new List<string>();
        if (activity.Description is { } description)
        {
            parts.Add(description.In(language));
        }

        if (activity.JoinLink is { } join && WebAddress.Is(join))
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
