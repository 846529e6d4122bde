using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Requesting;
using Marten;

namespace BusinessFocus.Notifications.Reminders;

/// <summary>What was overtaken after it was written does not go, nor a reminder that comes too late.</summary>
public sealed class StopsReminders : IStopsNotifications
{
    public async Task<IReadOnlyDictionary<Guid, SuppressedBecause>> FindAsync(
        IDocumentSession session, IReadOnlyCollection<Notification> notifications, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var overtaken = await session.FindOvertakenAsync(notifications, cancellationToken);
        var stopped = new Dictionary<Guid, SuppressedBecause>();
        foreach (var notification in notifications)
        {
            if (overtaken.Contains(notification.Id))
            {
                stopped[notification.Id] = SuppressedBecause.Overtaken;
            }
            else if (IsTooLate(notification, now))
            {
                stopped[notification.Id] = SuppressedBecause.TooLate;
            }
        }

        return stopped;
    }

    /// <summary>From then on nobody needs it, see <see cref="ReminderTimes.EndOf"/> and <see cref="Readiness.IsTooLate"/>.</summary>
    public static bool IsTooLate(Notification notification, DateTimeOffset now) => notification.Content() is var content
        && (content is ReminderContent about ? ReminderTimes.EndOf(notification.Kind, about.Reminder.StartsAt) <= now : Readiness.IsTooLate(content, now));
}
