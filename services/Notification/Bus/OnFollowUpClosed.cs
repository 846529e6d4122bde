using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody who asked to be contacted gets the answer. A case that was closed without one is not told of.</summary>
public sealed class OnFollowUpClosed(AttendeeNotifications attendees) : IConsumer<FollowUpClosed>
{
    public Task Consume(ConsumeContext<FollowUpClosed> context)
    {
        var message = context.Message;
        if (string.IsNullOrWhiteSpace(message.Answer))
        {
            return Task.CompletedTask;
        }

        var answer = new FollowUpAnswer(message.RegistrationId, message.Answer, message.FollowUpId, message.ReopenToken, message.ReopenableUntil);
        return attendees.NotifyAsync(context, message.RegistrationId, activity: null, at => new AnswerContent(at, answer));
    }
}
