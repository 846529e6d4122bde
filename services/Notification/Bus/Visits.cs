using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Reminders;
using BusinessFocus.Notifications.Requesting;
using BusinessFocus.Notifications.Summaries;
using BusinessFocus.ServiceDefaults.DeadLetters;
using Marten;
using MassTransit;
using UUIDNext;

namespace BusinessFocus.Notifications.Bus;

/// <summary>
/// What all messages about a visit have in common: the company, the organisers and the hosts are told. News that was overtaken on the way is
/// no longer told, nor who was forgotten meanwhile.
/// </summary>
public sealed class Visits(IDocumentSession session, NotificationRequests notifications, Delegations delegations, SummarySettings organisers, TimeProvider clock)
{
    /// <param name="content">For the company.</param>
    /// <param name="notice">For the organisers; null where they have nothing to do.</param>
    public async Task NotifyAsync(ConsumeContext context, VisitState visit, VisitContent content, VisitNotice? notice = null)
    {
        var (decision, cancellationToken) = (context.MessageId!.Value, context.CancellationToken);
        await session.HoldVisitReminderAsync(visit.Id, cancellationToken);
        await session.HoldAsync(
            [visit.Contact.Id.Value],
            [visit.Id.Value, .. content.InCalendar().Select(activity => NotificationIds.Thread(visit.Contact.Id, activity))],
            cancellationToken);
        var known = await session.LoadAsync<KnownVisit>(visit.Id.Value, cancellationToken);
        if (known is not null && known.Version >= visit.Version)
        {
            return;
        }

        var isForgotten = await session.IsForgottenAsync(visit.Contact.Id, visit.Contact.Email, visit.AskedAt, cancellationToken);
        session.Store(new KnownVisit
        {
            Id = visit.Id.Value,
            Version = visit.Version,
            AnswerDueAt = visit.AnswerDueAt,
            HostIds = Delegations.After(visit, content),
            Accepted = isForgotten ? null : session.SetVisitReminder(visit, content, clock.GetUtcNow()),
        });
        List<NotificationRequest> told = [.. await delegations.RequestsAsync(decision, visit, content, known?.HostIds, cancellationToken)];
        if (notice is not null)
        {
            // Whoever asks may be an organiser or a host too: letters of their own of the same message.
            told.AddRange(organisers.Recipients().Select(organiser => new NotificationRequest(
                Uuid.NewNameBased(decision, "organisers"), organiser, new VisitNoticeContent(notice), Registration: null)));
        }

        if (!isForgotten)
        {
            told.Add(new NotificationRequest(decision, Recipient.Of(visit.Contact), content, Registration: null));
        }

        await notifications.RequestAsync(told, cancellationToken);
    }
}
