using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>The area hears that its answer was none.</summary>
public sealed class OnFollowUpReopened(AreaNews areas) : IConsumer<FollowUpReopened>
{
    public Task Consume(ConsumeContext<FollowUpReopened> context)
    {
        var message = context.Message;
        var news = new FollowUpNews(message.FollowUpId, message.Area.Name, message.DueAt, IsByContact: message.ByContact);
        return areas.TellAsync(context, NotificationKind.FollowUpReopened, message.ActivityId, message.Area, news);
    }
}
