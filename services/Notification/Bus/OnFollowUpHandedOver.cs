using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>The area that a case went to hears of it as of a new one.</summary>
public sealed class OnFollowUpHandedOver(AreaNotifications areas) : IConsumer<FollowUpHandedOver>
{
    public Task Consume(ConsumeContext<FollowUpHandedOver> context)
    {
        var message = context.Message;
        var details = new FollowUpDetails(message.FollowUpId, message.Area.Name, message.DueAt);
        return areas.NotifyAsync(context, NotificationKind.FollowUpOpened, message.ActivityId, message.Area, details);
    }
}
