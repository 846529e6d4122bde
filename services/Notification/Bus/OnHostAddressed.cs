using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.ReadModels;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Where to write to a host.</summary>
public sealed class OnHostAddressed(IDocumentSession session, KnownFacts facts, HostNotifications hosts, TimeProvider clock) : IConsumer<HostAddressed>
{
    public async Task Consume(ConsumeContext<HostAddressed> context)
    {
        var id = context.Message.HostId.Value;
        await session.HoldAsync([], [id], context.CancellationToken);
        await facts.Want<KnownHost>(id).FetchAsync(context.CancellationToken);
        var before = facts.Find<KnownHost>(id);
        if (KnownHost.Learn(before, context.Message, context.SentTime ?? clock.GetUtcNow()) is { } after)
        {
            facts.Learn(after);
            await hosts.OnAddressAsync(context.MessageId!.Value, before, after, context.CancellationToken);
        }
    }
}
