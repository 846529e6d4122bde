using BusinessFocus.Contracts.Scheduling;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Of this only webhooks are told: see <see cref="TellWebhooks{T}"/>.</summary>
public sealed class OnActivityCompleted : IConsumer<ActivityCompleted>
{
    public Task Consume(ConsumeContext<ActivityCompleted> context) => Task.CompletedTask;
}
