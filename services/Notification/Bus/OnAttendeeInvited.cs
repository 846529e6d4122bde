using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody gets the link to the survey of what they came to, of the edition, or of why they did not come.</summary>
public sealed class OnAttendeeInvited(AttendeeNotifications attendees) : IConsumer<AttendeeInvited>
{
    public Task Consume(ConsumeContext<AttendeeInvited> context)
    {
        var message = context.Message;
        var survey = new SurveyLink(message.RegistrationId, message.Token, message.ClosesAt);
        var (kind, activity) = message.Audience switch
        {
            SurveyAudience.Participants => (NotificationKind.EditionSurvey, (ActivityId?)null),
            SurveyAudience.NoShows => (NotificationKind.NoShowSurvey, null),
            _ => (NotificationKind.Survey, message.ActivityId),
        };

        // What stands for the whole edition is no activity: the registration says which one it is for.
        return attendees.NotifyAsync(context, message.RegistrationId, activity, at => new SurveyContent(kind, at, survey));
    }
}
