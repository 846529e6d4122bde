using BusinessFocus.Contracts.Notification;
using MassTransit;

namespace BusinessFocus.Gateway.Live;

/// <summary>Something came into an inbox: its owner, where they listen, is told.</summary>
public sealed class OnInboxChanged(Audience audience) : IConsumer<InboxChanged>
{
    public Task Consume(ConsumeContext<InboxChanged> context) => audience.TellAsync(context.Message, context.CancellationToken);
}
