using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>The area is reminded of a case that was not answered in time.</summary>
public sealed class OnFollowUpOverdue(AreaNews areas) : IConsumer<FollowUpOverdue>
{
    public Task Consume(ConsumeContext<FollowUpOverdue> context)
    {
        var message = context.Message;
        var news = new FollowUpNews(message.FollowUpId, message.Area.Name, message.DueAt, message.Reminder);
        return areas.TellAsync(context, NotificationKind.FollowUpOverdue, message.ActivityId, message.Area, news);
    }
}
