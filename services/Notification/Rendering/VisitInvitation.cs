using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Calendars;
using BusinessFocus.Notifications.Content;

namespace BusinessFocus.Notifications.Rendering;

/// <summary>
/// A visit as a calendar takes it: tentative as long as it is proposed, then as any activity, and under the activity's UID from the first
/// proposal on, so that a calendar has it once.
/// </summary>
public static class VisitInvitation
{
    private static readonly TimeSpan AlarmBefore = TimeSpan.FromHours(1);

    /// <summary>In the company's calendar.</summary>
    /// <returns>Null for news that no calendar concerns: no time was proposed, or all is as it was.</returns>
    public static CalendarStatus? StatusOf(VisitContent about) => about switch
    {
        { Visit.StartsAt: null } or { Kind: NotificationKind.VisitReminder } => null,
        { Kind: NotificationKind.VisitProposal } => CalendarStatus.Tentative,
        { Visit.Decision: null or VisitDecision.Accepted } => CalendarStatus.Confirmed,
        _ => CalendarStatus.Cancelled,
    };

    /// <summary>In a host's calendar.</summary>
    public static CalendarStatus StatusOf(DelegationNews news) => news switch
    {
        DelegationNews.Proposed => CalendarStatus.Tentative,
        DelegationNews.Released => CalendarStatus.Cancelled,
        _ => CalendarStatus.Confirmed,
    };

    /// <param name="visit">With a time.</param>
    /// <param name="id">What calendars know it by.</param>
    /// <param name="organiser">Name and address that the letters come from.</param>
    /// <param name="sequence">Higher than any that the recipient has had for this visit.</param>
    /// <param name="link">Where the company answers, or reads of it; null for a host.</param>
    public static string Write(
        CalendarStatus status, VisitDetails visit, ActivityId id, Recipient recipient, CalendarUser organiser, int sequence, string? link, DateTimeOffset now)
    {
        var language = recipient.Language;
        var isProposed = status == CalendarStatus.Tentative;
        var @event = new CalendarEvent
        {
            Uid = $"{id}@businessfocus",
            Sequence = sequence,
            StampedAt = now,
            StartsAt = visit.StartsAt!.Value,
            EndsAt = visit.EndsAt!.Value,
            Title = Words.VisitTo(visit.CompanyName, language),
            Status = status,
            Organiser = organiser,
            Attendee = new CalendarUser(recipient.Name, recipient.Address),
            Location = visit.Address,
        };
        return status == CalendarStatus.Cancelled
            ? CalendarObject.Write(CalendarMethod.Cancel, [@event])
            : CalendarObject.Write(CalendarMethod.Request, [@event with
            {
                Description = Description(visit, isProposed, link, language),
                AlarmBefore = isProposed ? null : AlarmBefore,
            }]);
    }

    private static string Description(VisitDetails visit, bool isProposed, string? link, string language)
    {
        var hosts = $"{(link is null ? Words.Delegation : Words.Hosts).In(language)}: {string.Join(", ", visit.Hosts)}";
        return link is null ? hosts : $"{hosts}\n\n{(isProposed ? Words.AnswerVisit : Words.ViewVisit).In(language)}: {link}";
    }
}
