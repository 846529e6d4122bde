using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>A visit has taken place: both sides are asked, or are when it has been heard of.</summary>
public sealed class OnVisitSurveyed(IDocumentSession session, NotificationRequests notifications, AskAfterVisit afterVisits) : IConsumer<VisitSurveyed>
{
    public async Task Consume(ConsumeContext<VisitSurveyed> context)
    {
        var (message, cancellationToken) = (context.Message, context.CancellationToken);
        var id = message.VisitRequestId.Value;
        var asked = new VisitSurveyLinks(context.MessageId!.Value, message.CompanyToken, message.DelegationToken, message.ClosesAt);
        await session.HoldAsync([], [id], cancellationToken);
        var known = await session.LoadAsync<KnownVisit>(id, cancellationToken);
        if (known is not { Agreed: { } agreed })
        {
            session.Store((known ?? new KnownVisit { Id = id, Version = 0 }) with { AskedEarly = asked });
            return;
        }

        await notifications.RequestAsync(await afterVisits.RequestsAsync(asked, agreed, cancellationToken), cancellationToken);
    }
}
