using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notification.Notices;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>Somebody who asked to be contacted gets the answer. A case that was closed without one is not told of.</summary>
public sealed class OnFollowUpClosed(AttendeeNews attendees) : IConsumer<FollowUpClosed>
{
    public Task Consume(ConsumeContext<FollowUpClosed> context)
    {
        var (registration, answer) = (context.Message.RegistrationId, context.Message.Answer);
        return string.IsNullOrWhiteSpace(answer)
            ? Task.CompletedTask
            : attendees.TellAsync(
                context, NotificationKind.FollowUpAnswer, registration, new Matter((ActivityId?)null, Answer: new FollowUpAnswer(registration, answer)));
    }
}
