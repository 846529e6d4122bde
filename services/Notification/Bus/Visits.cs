using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
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
public sealed class Visits(IDocumentSession session, NotificationRequests notifications, Delegations delegations, AskAfterVisit afterVisits, SummarySettings organisers, TimeProvider clock)
{
    /// <param name="content">For the company.</param>
    /// <param name="notice">For the organisers; null where they have nothing to do.</param>
    /// <param name="area">Who hears the same beside them; null for nobody.</param>
    public async Task NotifyAsync(ConsumeContext context, VisitState visit, VisitContent content, VisitNotice? notice = null, VisitAreaContact? area = null)
    {
        var (decision, cancellationToken) = (context.MessageId!.Value, context.CancellationToken);
        await session.HoldVisitReminderAsync(visit.Id, cancellationToken);
        var reader = EmailAddress.TryNormalise(area?.Email, out var address) ? organisers.RecipientAt(address) : null;
        await session.HoldAsync(
            reader is null ? [visit.Contact.Id.Value] : [visit.Contact.Id.Value, reader.ContactId.Value],
            [visit.Id.Value, .. content.InCalendar().Select(activity => NotificationIds.Thread(visit.Contact.Id, activity))],
            cancellationToken);
        var known = await session.LoadAsync<KnownVisit>(visit.Id.Value, cancellationToken);
        if (known is not null && known.Version >= visit.Version)
        {
            return;
        }

        var isForgotten = await session.IsForgottenAsync(visit.Contact.Id, visit.Contact.Email, visit.AskedAt, cancellationToken);
        var agreed = isForgotten ? null : AskAfterVisit.AgreedAfter(visit, content);
        session.Store(new KnownVisit
        {
            Id = visit.Id.Value,
            Version = visit.Version,
            AnswerDueAt = visit.AnswerDueAt,
            HostIds = Delegations.After(visit, content),
            Agreed = agreed,
            AskedEarly = agreed is null && !isForgotten ? known?.AskedEarly : null,
            Accepted = isForgotten ? null : session.SetVisitReminder(visit, content, clock.GetUtcNow()),
        });
        List<NotificationRequest> told = [.. await delegations.RequestsAsync(decision, visit, content, known?.HostIds, cancellationToken)];
        if (known?.AskedEarly is { } asked && agreed is not null)
        {
            told.AddRange(await afterVisits.RequestsAsync(asked, agreed, cancellationToken));
        }

        if (notice is not null)
        {
            // Whoever asks may be an organiser or a host too: letters of their own of the same message.
            var heard = reader is null || await session.IsForgottenAsync(reader.ContactId, reader.Address, area!.SetAt, cancellationToken)
                ? organisers.Recipients()
                : organisers.Recipients().Append(reader).DistinctBy(each => each.ContactId);
            told.AddRange(heard.Select(organiser => new NotificationRequest(
                Uuid.NewNameBased(decision, "organisers"), organiser, new VisitNoticeContent(notice), Registration: null)));
        }

        if (!isForgotten)
        {
            told.Add(new NotificationRequest(decision, Recipient.Of(visit.Contact), content, Registration: null));
        }

        await notifications.RequestAsync(told, cancellationToken);
    }
}
