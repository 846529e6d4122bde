using BusinessFocus.Domain.Decisions;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx.Events;
using Marten;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>Decisions on many notifications that are stored in one commit (unit of work).</summary>
public sealed class NotificationBatch
{
    private readonly IDocumentSession session;
    private readonly Dictionary<Guid, IEventStream<Notification>> streams = [];
    private readonly List<(Notification Notification, object Happened)> happened = [];

    private NotificationBatch(IDocumentSession session) => this.session = session;

    /// <summary>Those that exist.</summary>
    public IReadOnlyCollection<Notification> Notifications => [.. streams.Values.Select(stream => stream.Aggregate).OfType<Notification>()];

    public static async Task<NotificationBatch> FetchAsync(IDocumentSession session, IEnumerable<Guid> notifications, CancellationToken cancellationToken)
    {
        var query = session.CreateBatchQuery();
        var fetching = notifications.Distinct().ToDictionary(id => id, id => query.Events.FetchForWriting<Notification>(id));
        await query.Execute(cancellationToken);
        var batch = new NotificationBatch(session);
        foreach (var (id, stream) in fetching)
        {
            batch.streams[id] = await stream;
        }

        return batch;
    }

    /// <param name="notification">One that was fetched.</param>
    public Notification? Find(Guid notification) => streams[notification].Aggregate;

    /// <param name="notification">One that was fetched.</param>
    /// <param name="traceParent">W3C trace context that the events go on in, though many are stored together; null for none.</param>
    public void Append(Notification notification, Decision decision, string? traceParent)
    {
        var stream = streams[notification.Id];
        stream.AppendMany(decision.Events);
        happened.AddRange(decision.Events.Select(@event => (notification, @event)));
        foreach (var @event in stream.Events)
        {
            @event.SetCause(traceParent);
        }
    }

    /// <summary>Commits the session, and then counts what happened.</summary>
    public async Task SaveAsync(DeliveryMetrics metrics, CancellationToken cancellationToken)
    {
        await session.SaveChangesAsync(cancellationToken);
        foreach (var (notification, @event) in happened)
        {
            metrics.Count(notification, @event);
        }
    }
}
