using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using BusinessFocus.ServiceDefaults.DeadLetters;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>What all messages about a visit have in common: news that was overtaken on the way is no longer told, nor who was forgotten meanwhile.</summary>
public sealed class Visits(IDocumentSession session, NotificationRequests notifications)
{
    public async Task NotifyAsync(ConsumeContext context, VisitState visit, VisitDetails details)
    {
        var cancellationToken = context.CancellationToken;
        await session.HoldAsync([visit.Contact.Id.Value], [visit.Id.Value], cancellationToken);
        var known = await session.LoadAsync<KnownVisit>(visit.Id.Value, cancellationToken);
        if (known is not null && known.Version >= visit.Version)
        {
            return;
        }

        session.Store(new KnownVisit { Id = visit.Id.Value, Version = visit.Version });
        if (await session.IsForgottenAsync(visit.Contact.Id, visit.Contact.Email, visit.AskedAt, cancellationToken))
        {
            return;
        }

        await notifications.RequestAsync(
            [new NotificationRequest(context.MessageId!.Value, Recipient.Of(visit.Contact), new VisitContent(details), Registration: null)], cancellationToken);
    }
}
