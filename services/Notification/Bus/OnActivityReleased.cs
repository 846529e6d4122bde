using BusinessFocus.Contracts.Scheduling;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>An activity became public: letters about it can be written.</summary>
public sealed class OnActivityReleased(Activities activities) : IConsumer<ActivityReleased>
{
    public Task Consume(ConsumeContext<ActivityReleased> context) =>
        activities.LearnAsync([(context.Message.Activity, null)], context.CancellationToken);
}
