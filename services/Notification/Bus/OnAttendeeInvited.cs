using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>Somebody who came gets the link to the survey.</summary>
public sealed class OnAttendeeInvited(AttendeeNews attendees) : IConsumer<AttendeeInvited>
{
    public Task Consume(ConsumeContext<AttendeeInvited> context)
    {
        var message = context.Message;
        var survey = new SurveyLink(message.RegistrationId, message.Token, message.ClosesAt);
        return attendees.TellAsync(
            context, message.RegistrationId, message.ActivityId, at => new SurveyContent(NotificationKind.Survey, at, survey));
    }
}
