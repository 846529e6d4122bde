using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Jobs;
using Marten;

namespace BusinessFocus.Notifications.Reminders;

/// <summary>An activity's reminders as due dates, one per kind: they move with the activity, in the commit that learns of it.</summary>
public static class ReminderDates
{
    /// <summary>As in <see cref="DueJob.Kind"/>: "reminder-day-before", "reminder-soon".</summary>
    public static string NameOf(NotificationKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>
    /// Before the activities' own locks: whoever reminds of one has its date first and then waits for the activity. Without it
    /// the two would wait for each other.
    /// </summary>
    public static Task HoldRemindersAsync(this IDocumentSession session, IReadOnlyCollection<Guid> activities, CancellationToken cancellationToken) =>
        session.HoldDatesAsync([.. ReminderTimes.Kinds.Select(NameOf)], activities, cancellationToken);

    /// <summary>In the session's commit.</summary>
    public static void SetReminders(this IDocumentSession session, ActivityId activity, IReadOnlyList<ReminderSet> reminders)
    {
        foreach (var reminder in reminders)
        {
            if (reminder.At is { } at)
            {
                session.ScheduleJob(NameOf(reminder.Kind), activity.Value, at);
            }
            else
            {
                session.UnscheduleJob(NameOf(reminder.Kind), activity.Value);
            }
        }
    }
}
