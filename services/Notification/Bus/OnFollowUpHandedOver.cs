using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>The area that a case went to hears of it as of a new one.</summary>
public sealed class OnFollowUpHandedOver(AreaNews areas) : IConsumer<FollowUpHandedOver>
{
    public Task Consume(ConsumeContext<FollowUpHandedOver> context)
    {
        var message = context.Message;
        var news = new FollowUpNews(message.FollowUpId, message.Area.Name, message.DueAt);
        return areas.TellAsync(context, NotificationKind.FollowUpOpened, message.ActivityId, message.Area, news);
    }
}
