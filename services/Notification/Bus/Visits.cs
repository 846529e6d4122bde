using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Requesting;
using BusinessFocus.ServiceDefaults.DeadLetters;
using Marten;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>What all messages about a visit have in common: news that was overtaken on the way is no longer told, nor who was forgotten meanwhile.</summary>
public sealed class Visits(IDocumentSession session, Requesting.Notices notices)
{
    public async Task TellAsync(ConsumeContext context, VisitState visit, VisitNews news)
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

        await notices.RequestAsync(
            [new Decided(context.MessageId!.Value, Recipient.Of(visit.Contact), new VisitContent(news), Registration: null)], cancellationToken);
    }
}
