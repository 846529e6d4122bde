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

    /// <returns>Null for news that no calendar concerns: no time was proposed.</returns>
    public static string? MethodOf(VisitContent about) => about.Visit switch
    {
        { StartsAt: null } => null,
        { Decision: null or VisitDecision.Accepted } => Invitation.Request,
        _ => Invitation.Cancel,
    };

    /// <param name="id">What calendars know it by.</param>
    /// <param name="organiser">Name and address that the letters come from.</param>
    /// <param name="sequence">Higher than any that the recipient has had for this visit.</param>
    /// <param name="link">Where the recipient answers, or reads of it.</param>
    public static string Write(
        VisitContent about, ActivityId id, Recipient recipient, CalendarUser organiser, int sequence, string link, DateTimeOffset now)
    {
        var (visit, language) = (about.Visit, recipient.Language);
        var isProposed = about.Kind == NotificationKind.VisitProposal;
        var @event = new CalendarEvent
        {
            Uid = $"{id}@businessfocus",
            Sequence = sequence,
            StampedAt = now,
            StartsAt = visit.StartsAt!.Value,
            EndsAt = visit.EndsAt!.Value,
            Title = Words.VisitTo(visit.CompanyName, language),
            Status = isProposed ? CalendarStatus.Tentative : CalendarStatus.Confirmed,
            Organiser = organiser,
            Attendee = new CalendarUser(recipient.Name, recipient.Address),
            Location = visit.Address,
        };
        return MethodOf(about) == Invitation.Cancel
            ? CalendarObject.Write(CalendarMethod.Cancel, [@event with { Status = CalendarStatus.Cancelled }])
            : CalendarObject.Write(CalendarMethod.Request, [@event with
            {
                Description = $"{Words.Hosts.In(language)}: {string.Join(", ", visit.Hosts)}\n\n{(isProposed ? Words.AnswerVisit : Words.ViewVisit).In(language)}: {link}",
                AlarmBefore = isProposed ? null : AlarmBefore,
            }]);
    }
}
