using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>
/// A side of a visit that has not told of it is reminded, once. Where the visit has not been heard of, the first letter has not gone either, and goes when
/// it is.
/// </summary>
public sealed class OnVisitReminded(IDocumentSession session, NotificationRequests notifications, AskAfterVisit afterVisits) : IConsumer<VisitReminded>
{
    public async Task Consume(ConsumeContext<VisitReminded> context)
    {
        var (message, cancellationToken) = (context.Message, context.CancellationToken);
        var id = message.VisitRequestId.Value;
        await session.HoldAsync([], [id], cancellationToken);
        if (await session.LoadAsync<KnownVisit>(id, cancellationToken) is { Agreed: { } agreed })
        {
            var links = new VisitSurveyLinks(context.MessageId!.Value, message.CompanyToken, message.DelegationToken, message.ClosesAt);
            await notifications.RequestAsync(await afterVisits.RequestsAsync(links, agreed, cancellationToken, isReminder: true), cancellationToken);
        }
    }
}
