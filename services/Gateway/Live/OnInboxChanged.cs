using BusinessFocus.Contracts.Notification;
using MassTransit;

namespace BusinessFocus.Gateway.Live;

/// <summary>Something came into an inbox: its owner, where they listen, is told.</summary>
public sealed class OnInboxChanged(Listeners listeners) : IConsumer<InboxChanged>
{
    public Task Consume(ConsumeContext<InboxChanged> context) => listeners.SendAsync(context.Message, context.CancellationToken);
}
