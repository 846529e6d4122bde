using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Who asked to be contacted hears by whom and until when, and the area that there is a case.</summary>
public sealed class OnFollowUpRequested(AttendeeNotifications attendees, AreaNotifications areas) : IConsumer<FollowUpRequested>
{
    public async Task Consume(ConsumeContext<FollowUpRequested> context)
    {
        var message = context.Message;
        if (message is not { Area: { } area, DueAt: { } dueAt })
        {
            // Before there were areas, nobody was promised anything.
            return;
        }

        var details = new FollowUpDetails(message.FollowUpId, area.Name, dueAt, IsByHost: message.ByHost ? true : null);
        if (message.Visit is null)
        {
            await attendees.NotifyAsync(
                context,
                message.RegistrationId,
                message.ActivityId,
                at => new CaseContent(NotificationKind.FollowUpReceived, at, details with { RegistrationId = message.RegistrationId }));
        }

        await areas.NotifyAsync(context, NotificationKind.FollowUpOpened, message.ActivityId, area, details);
    }
}
