using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>The area hears that its answer was none.</summary>
public sealed class OnFollowUpReopened(AreaNotifications areas) : IConsumer<FollowUpReopened>
{
    public Task Consume(ConsumeContext<FollowUpReopened> context)
    {
        var message = context.Message;
        var details = new FollowUpDetails(message.FollowUpId, message.Area.Name, message.DueAt, IsByContact: message.ByContact);
        return areas.NotifyAsync(context, NotificationKind.FollowUpReopened, message.ActivityId, message.Area, details);
    }
}
