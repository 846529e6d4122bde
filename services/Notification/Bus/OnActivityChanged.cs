using BusinessFocus.Contracts.Scheduling;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>An activity has other facts. Whom it concerns hears of it by the release.</summary>
public sealed class OnActivityChanged(Activities activities) : IConsumer<ActivityChanged>
{
    public Task Consume(ConsumeContext<ActivityChanged> context) =>
        activities.LearnAsync([(context.Message.Activity, null)], context.CancellationToken);
}
