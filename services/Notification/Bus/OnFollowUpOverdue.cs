using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>The area is reminded of a case that was not answered in time.</summary>
public sealed class OnFollowUpOverdue(AreaNotifications areas) : IConsumer<FollowUpOverdue>
{
    public Task Consume(ConsumeContext<FollowUpOverdue> context)
    {
        var message = context.Message;
        var details = new FollowUpDetails(message.FollowUpId, message.Area.Name, message.DueAt, message.Reminder);
        return areas.NotifyAsync(context, NotificationKind.FollowUpOverdue, message.ActivityId, message.Area, details);
    }
}
