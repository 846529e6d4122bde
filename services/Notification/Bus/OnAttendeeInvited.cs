using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody who came gets the link to the survey.</summary>
public sealed class OnAttendeeInvited(AttendeeNotifications attendees) : IConsumer<AttendeeInvited>
{
    public Task Consume(ConsumeContext<AttendeeInvited> context)
    {
        var message = context.Message;
        var survey = new SurveyLink(message.RegistrationId, message.Token, message.ClosesAt);
        return attendees.NotifyAsync(
            context, message.RegistrationId, message.ActivityId, at => new SurveyContent(NotificationKind.Survey, at, survey));
    }
}
