using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using BusinessFocus.Notifications.Summaries;
using BusinessFocus.ServiceDefaults.DeadLetters;
using Marten;
using MassTransit;
using UUIDNext;

namespace BusinessFocus.Notifications.Bus;

/// <summary>What all messages about a visit have in common: news that was overtaken on the way is no longer told, nor who was forgotten meanwhile.</summary>
public sealed class Visits(IDocumentSession session, NotificationRequests notifications, SummarySettings organisers)
{
    /// <param name="content">For the company.</param>
    /// <param name="notice">For the organisers; null where they have nothing to do.</param>
    public async Task NotifyAsync(ConsumeContext context, VisitState visit, VisitContent content, VisitNotice? notice = null)
    {
        var cancellationToken = context.CancellationToken;
        await session.HoldAsync(
            [visit.Contact.Id.Value],
            [visit.Id.Value, .. content.InCalendar().Select(activity => NotificationIds.Thread(visit.Contact.Id, activity))],
            cancellationToken);
        var known = await session.LoadAsync<KnownVisit>(visit.Id.Value, cancellationToken);
        if (known is not null && known.Version >= visit.Version)
        {
            return;
        }

        session.Store(new KnownVisit { Id = visit.Id.Value, Version = visit.Version, AnswerDueAt = visit.AnswerDueAt });
        var decision = context.MessageId!.Value;
        var told = notice is null ? [] : organisers.Recipients().Select(organiser => new NotificationRequest(
            // Whoever asks may be an organiser too: two letters of the same message.
            Uuid.NewNameBased(decision, "organisers"), organiser, new VisitNoticeContent(notice), Registration: null));
        if (!await session.IsForgottenAsync(visit.Contact.Id, visit.Contact.Email, visit.AskedAt, cancellationToken))
        {
            told = told.Prepend(new NotificationRequest(decision, Recipient.Of(visit.Contact), content, Registration: null));
        }

        await notifications.RequestAsync([.. told], cancellationToken);
    }
}
