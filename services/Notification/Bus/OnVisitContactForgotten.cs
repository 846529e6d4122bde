using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.ReadModels;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Nobody waits any more for an answer to a request whose contact is forgotten.</summary>
public sealed class OnVisitContactForgotten(IDocumentSession session) : IConsumer<VisitContactForgotten>
{
    public async Task Consume(ConsumeContext<VisitContactForgotten> context)
    {
        var (id, version) = context.Message;
        await session.HoldAsync([], [id.Value], context.CancellationToken);
        if (await session.LoadAsync<KnownVisit>(id.Value, context.CancellationToken) is not { } known || known.Version < version)
        {
            session.Store(new KnownVisit { Id = id.Value, Version = version });
        }
    }
}
