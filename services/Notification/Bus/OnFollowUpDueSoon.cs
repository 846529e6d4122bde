using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>The area is reminded of a case before it falls due.</summary>
public sealed class OnFollowUpDueSoon(AreaNotifications areas) : IConsumer<FollowUpDueSoon>
{
    public Task Consume(ConsumeContext<FollowUpDueSoon> context)
    {
        var message = context.Message;
        var details = new FollowUpDetails(message.FollowUpId, message.Area.Name, message.DueAt);
        return areas.NotifyAsync(context, NotificationKind.FollowUpDueSoon, message.ActivityId, message.Area, details);
    }
}
