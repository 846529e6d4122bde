using BusinessFocus.Contracts.Scheduling;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>An activity will not take place. Each registration's own cancellation tells the people; this says why.</summary>
public sealed class OnActivityCancelled(Activities activities) : IConsumer<ActivityCancelled>
{
    public Task Consume(ConsumeContext<ActivityCancelled> context) =>
        activities.LearnAsync([(context.Message.Activity, context.Message.Reason)], context.CancellationToken);
}
