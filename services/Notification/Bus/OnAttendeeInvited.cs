using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Notices;
using Marten;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>Somebody who came gets the link to the survey.</summary>
public sealed class OnAttendeeInvited(IDocumentSession session, Notices.Notices notices) : IConsumer<AttendeeInvited>
{
    public async Task Consume(ConsumeContext<AttendeeInvited> context)
    {
        var (message, cancellationToken) = (context.Message, context.CancellationToken);
        await session.HoldAsync([message.ActivityId.Value], [message.RegistrationId.Value], cancellationToken);
        var registration = await session.LoadAsync<KnownRegistration>(message.RegistrationId.Value, cancellationToken);
        var (decision, survey) = (context.MessageId!.Value, new SurveyLink(message.RegistrationId, message.Token, message.ClosesAt));
        if (registration is null)
        {
            session.Store(new KnownRegistration
            {
                Id = message.RegistrationId.Value,
                ActivityId = message.ActivityId,
                EarlySurvey = new EarlySurvey(decision, survey),
            });
        }
        else if (registration.Recipient is { } recipient)
        {
            var matter = new Matter(message.ActivityId, Survey: survey);
            await notices.RequestAsync([new Decided(decision, NotificationKind.Survey, recipient, matter, registration)], cancellationToken);
        }
    }
}
