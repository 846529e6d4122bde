using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Delivery;
using BusinessFocus.Notification.Notices;
using Marten;

namespace BusinessFocus.Notification.Reminders;

/// <summary>What was overtaken after it was written does not go, nor a reminder that comes too late.</summary>
public sealed class StopsReminders : IStopsNotices
{
    public async Task<IReadOnlyDictionary<Guid, SuppressedBecause>> FindAsync(
        IDocumentSession session, IReadOnlyCollection<Notice> notices, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var overtaken = await session.FindOvertakenAsync(notices, cancellationToken);
        var stopped = new Dictionary<Guid, SuppressedBecause>();
        foreach (var notice in notices)
        {
            if (overtaken.Contains(notice.Id))
            {
                stopped[notice.Id] = SuppressedBecause.Overtaken;
            }
            else if (IsTooLate(notice, now))
            {
                stopped[notice.Id] = SuppressedBecause.TooLate;
            }
        }

        return stopped;
    }

    /// <summary>From then on nobody needs it, see <see cref="ReminderTimes.EndOf"/>.</summary>
    public static bool IsTooLate(Notice notice, DateTimeOffset now) =>
        notice.Content() is ReminderContent about && ReminderTimes.EndOf(notice.Kind, about.Reminder.StartsAt) <= now;
}
