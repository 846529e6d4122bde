using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Privacy;
using BusinessFocus.Notifications.ReadModels;
using Marten;
using Marten.Linq.MatchesSql;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Nobody waits any more for an answer to a request whose contact is forgotten, and no host's letter names the company.</summary>
public sealed class OnVisitContactForgotten(IDocumentSession session, Erasure erasure) : IConsumer<VisitContactForgotten>
{
    public async Task Consume(ConsumeContext<VisitContactForgotten> context)
    {
        var ((id, version), cancellationToken) = (context.Message, context.CancellationToken);
        await session.HoldAsync([], [id.Value], cancellationToken);
        if (await session.LoadAsync<KnownVisit>(id.Value, cancellationToken) is var known && (known is null || known.Version < version))
        {
            session.Store(new KnownVisit { Id = id.Value, Version = version, HostIds = known?.HostIds });
        }

        await erasure.EraseAsync(
            await session.Query<Notification>()
                .Where(notification => notification.MatchesSql("d.data #>> '{matter,visit,visitRequestId}' = ?", id.ToString()))
                .ToListAsync(cancellationToken),
            cancellationToken);
    }
}
