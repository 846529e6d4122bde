using BusinessFocus.Notifications.Lifecycle;
using Marten;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>Notifications that are written and leave the queue before they are sent, because they no longer hold.</summary>
public static class TakenBack
{
    /// <summary>In the session's commit. What a worker is just sending stays: it is checked once more before each hand-over.</summary>
    /// <returns>Those that were taken back.</returns>
    public static async Task<IReadOnlyList<Notification>> TakeBackAsync(
        this IDocumentSession session, IReadOnlyCollection<Guid> notifications, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (notifications.Count == 0)
        {
            return [];
        }

        // Those in the queue whose row is locked are just being claimed. The others nobody writes to now.
        var held = await session.HoldDeliveriesAsync(notifications, cancellationToken);
        var taken = new List<Notification>();
        foreach (var id in held)
        {
            var stream = await session.Events.FetchForWriting<Notification>(id, cancellationToken);
            if (stream.Aggregate is { State: NotificationState.Composed or NotificationState.Deferred } notification)
            {
                stream.AppendOne(new Suppressed(SuppressedBecause.Overtaken, now));
                taken.Add(notification);
            }
        }

        session.DequeueWithLetters([.. taken.Select(notification => notification.Id)]);
        return taken;
    }
}
