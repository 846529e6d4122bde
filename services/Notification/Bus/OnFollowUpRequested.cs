using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>Who asked to be contacted hears by whom and until when, and the area that there is a case.</summary>
public sealed class OnFollowUpRequested(AttendeeNews attendees, AreaNews areas) : IConsumer<FollowUpRequested>
{
    public async Task Consume(ConsumeContext<FollowUpRequested> context)
    {
        var message = context.Message;
        if (message is not { Area: { } area, DueAt: { } dueAt })
        {
            // Before there were areas, nobody was promised anything.
            return;
        }

        var news = new FollowUpNews(message.FollowUpId, area.Name, dueAt);
        await attendees.TellAsync(
            context,
            message.RegistrationId,
            message.ActivityId,
            at => new CaseContent(NotificationKind.FollowUpReceived, at, news with { RegistrationId = message.RegistrationId }));
        await areas.TellAsync(context, NotificationKind.FollowUpOpened, message.ActivityId, area, news);
    }
}
