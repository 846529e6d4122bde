using BusinessFocus.Notification.Notices;
using Marten;

namespace BusinessFocus.Notification.Delivery;

/// <summary>Notices that are written and leave the line before they go, because they no longer hold.</summary>
public static class TakenBack
{
    /// <summary>In the session's commit. What a worker is just at stays: it is looked at once more before each hand-over.</summary>
    /// <returns>Those that were taken back.</returns>
    public static async Task<IReadOnlyList<Notice>> TakeBackAsync(
        this IDocumentSession session, IReadOnlyCollection<Guid> notices, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (notices.Count == 0)
        {
            return [];
        }

        // Those in the line whose row is not free are just being claimed. The others nobody writes to now.
        var held = await session.HoldDeliveriesAsync(notices, cancellationToken);
        var taken = new List<Notice>();
        foreach (var id in held)
        {
            var stream = await session.Events.FetchForWriting<Notice>(id, cancellationToken);
            if (stream.Aggregate is { State: NotificationState.Composed or NotificationState.Deferred } notice)
            {
                stream.AppendOne(new Suppressed(SuppressedBecause.Overtaken, now));
                taken.Add(notice);
            }
        }

        session.DequeueWithLetters([.. taken.Select(notice => notice.Id)]);
        return taken;
    }
}
