using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>Somebody who asked to be contacted gets the answer. A case that was closed without one is not told of.</summary>
public sealed class OnFollowUpClosed(AttendeeNews attendees) : IConsumer<FollowUpClosed>
{
    public Task Consume(ConsumeContext<FollowUpClosed> context)
    {
        var message = context.Message;
        if (string.IsNullOrWhiteSpace(message.Answer))
        {
            return Task.CompletedTask;
        }

        var answer = new FollowUpAnswer(message.RegistrationId, message.Answer, message.FollowUpId, message.ReopenToken, message.ReopenableUntil);
        return attendees.TellAsync(context, message.RegistrationId, activity: null, at => new AnswerContent(at, answer));
    }
}
