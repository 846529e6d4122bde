using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>Somebody who has not answered the survey is reminded of it, once.</summary>
public sealed class OnAttendeeReminded(AttendeeNews attendees) : IConsumer<AttendeeReminded>
{
    public Task Consume(ConsumeContext<AttendeeReminded> context)
    {
        var message = context.Message;
        var survey = new SurveyLink(message.RegistrationId, message.Token, message.ClosesAt);
        return attendees.TellAsync(
            context, message.RegistrationId, message.ActivityId, at => new SurveyContent(NotificationKind.SurveyReminder, at, survey));
    }
}
