using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.ReadModels;
using Marten;

namespace BusinessFocus.Notifications.Reminders;

/// <summary>The due date of a visit's reminder, set with each news of the visit.</summary>
public static class VisitReminderDates
{
    /// <summary>Before the visit's own lock: whoever reminds of it has its date first.</summary>
    public static Task HoldVisitReminderAsync(this IDocumentSession session, VisitRequestId visit, CancellationToken cancellationToken) =>
        session.HoldDatesAsync([VisitReminders.Name], [visit.Value], cancellationToken);

    /// <summary>In the session's commit.</summary>
    public static AcceptedVisit? SetVisitReminder(this IDocumentSession session, VisitState visit, VisitContent content, DateTimeOffset now)
    {
        var accepted = VisitReminders.Decide(visit, content, now);
        if (accepted is { Visit.StartsAt: { } startsAt })
        {
            session.ScheduleJob(VisitReminders.Name, visit.Id.Value, VisitReminders.At(startsAt));
        }
        else
        {
            session.UnscheduleJob(VisitReminders.Name, visit.Id.Value);
        }

        return accepted;
    }
}
