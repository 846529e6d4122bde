using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>The area is reminded of a case before it falls due.</summary>
public sealed class OnFollowUpDueSoon(AreaNews areas) : IConsumer<FollowUpDueSoon>
{
    public Task Consume(ConsumeContext<FollowUpDueSoon> context)
    {
        var message = context.Message;
        var news = new FollowUpNews(message.FollowUpId, message.Area.Name, message.DueAt);
        return areas.TellAsync(context, NotificationKind.FollowUpDueSoon, message.ActivityId, message.Area, news);
    }
}
