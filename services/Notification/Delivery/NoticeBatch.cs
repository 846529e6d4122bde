using System.Diagnostics;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Notification.Notices;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx.Events;
using Marten;

namespace BusinessFocus.Notification.Delivery;

/// <summary>Decisions on many notices that are stored in one commit (unit of work).</summary>
public sealed class NoticeBatch
{
    private readonly IDocumentSession session;
    private readonly Dictionary<Guid, IEventStream<Notice>> streams = [];
    private readonly List<(Notice Notice, object Happened)> happened = [];

    private NoticeBatch(IDocumentSession session) => this.session = session;

    /// <summary>Those that exist.</summary>
    public IReadOnlyCollection<Notice> Notices => [.. streams.Values.Select(stream => stream.Aggregate).OfType<Notice>()];

    public static async Task<NoticeBatch> FetchAsync(IDocumentSession session, IEnumerable<Guid> notices, CancellationToken cancellationToken)
    {
        var query = session.CreateBatchQuery();
        var fetching = notices.Distinct().ToDictionary(id => id, id => query.Events.FetchForWriting<Notice>(id));
        await query.Execute(cancellationToken);
        var batch = new NoticeBatch(session);
        foreach (var (id, stream) in fetching)
        {
            batch.streams[id] = await stream;
        }

        return batch;
    }

    /// <param name="notice">One that was fetched.</param>
    public Notice? Find(Guid notice) => streams[notice].Aggregate;

    /// <param name="notice">One that was fetched.</param>
    /// <param name="traceParent">W3C trace context that the events go on in, though many are stored together; null for none.</param>
    public void Append(Notice notice, Decision decision, string? traceParent)
    {
        var stream = streams[notice.Id];
        stream.AppendMany(decision.Events);
        happened.AddRange(decision.Events.Select(@event => (notice, @event)));
        if (ActivityContext.TryParse(traceParent, null, out var trace))
        {
            foreach (var @event in stream.Events)
            {
                @event.CorrelationId = trace.TraceId.ToHexString();
                @event.CausationId = trace.SpanId.ToHexString();
                @event.SetHeader(TracedSessions.TraceParent, traceParent!);
            }
        }
    }

    /// <summary>Commits the session, and then counts what happened.</summary>
    public async Task SaveAsync(DeliveryMetrics metrics, CancellationToken cancellationToken)
    {
        await session.SaveChangesAsync(cancellationToken);
        foreach (var (notice, @event) in happened)
        {
            metrics.Count(notice, @event);
        }
    }
}
