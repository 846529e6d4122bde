using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody who has not answered the survey is reminded of it, once.</summary>
public sealed class OnAttendeeReminded(AttendeeNotifications attendees) : IConsumer<AttendeeReminded>
{
    public Task Consume(ConsumeContext<AttendeeReminded> context)
    {
        var message = context.Message;
        var survey = new SurveyLink(message.RegistrationId, message.Token, message.ClosesAt);
        return attendees.NotifyAsync(
            context, message.RegistrationId, message.ActivityId, at => new SurveyContent(NotificationKind.SurveyReminder, at, survey));
    }
}
