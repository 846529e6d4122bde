using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody who asked to be contacted gets the answer. A case that was closed without one is not told of.</summary>
public sealed class OnFollowUpClosed(AttendeeNotifications attendees, IDocumentSession session, NotificationRequests notifications) : IConsumer<FollowUpClosed>
{
    public async Task Consume(ConsumeContext<FollowUpClosed> context)
    {
        var message = context.Message;
        if (string.IsNullOrWhiteSpace(message.Answer))
        {
            return;
        }

        var answer = new FollowUpAnswer(message.RegistrationId, message.Answer, message.FollowUpId, message.ReopenToken, message.ReopenableUntil);
        if (message.Visit is { } visit)
        {
            await AnswerCompanyAsync(context, visit, answer);
            return;
        }

        await attendees.NotifyAsync(context, message.RegistrationId, activity: null, at => new AnswerContent(at, answer));
    }

    /// <summary>A company that is forgotten is answered nothing.</summary>
    private async Task AnswerCompanyAsync(ConsumeContext context, VisitRequestId visit, FollowUpAnswer answer)
    {
        await session.HoldAsync([], [visit.Value], context.CancellationToken);
        if (await session.LoadAsync<KnownVisit>(visit.Value, context.CancellationToken) is { Agreed: { } agreed })
        {
            await session.HoldAsync([agreed.Company.ContactId.Value], [], context.CancellationToken);
            await notifications.RequestAsync(
                [new NotificationRequest(context.MessageId!.Value, agreed.Company, new VisitAnswerContent(agreed.Visit, answer), Registration: null)],
                context.CancellationToken);
        }
    }
}
