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
        var language = recipient.Language;
        var isRequest = method == Request;
        var @event = CalendarEvent.Of(
            activity, language, isRequest ? CalendarStatus.Confirmed : CalendarStatus.Cancelled, organiser, sequence, now) with
        {
            Attendee = new CalendarUser(recipient.Name, recipient.Address),
        };
        return isRequest
            ? CalendarObject.Write(CalendarMethod.Request, [@event with
            {
                Description = Description(activity, language, manageLink),
                Link = WebAddress.Read(activity.JoinLink),
                AlarmBefore = AlarmBefore,
            }])
            : CalendarObject.Write(CalendarMethod.Cancel, [@event]);
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
