using BusinessFocus.Contracts.Scheduling;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Of this only webhooks are told: see <see cref="TellWebhooks{T}"/>.</summary>
public sealed class OnActivityReopened : IConsumer<ActivityReopened>
{
    public Task Consume(ConsumeContext<ActivityReopened> context) => Task.CompletedTask;
}
