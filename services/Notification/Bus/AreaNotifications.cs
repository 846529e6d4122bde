using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using BusinessFocus.ServiceDefaults.DeadLetters;
using Marten;
using MassTransit;
using UUIDNext;

namespace BusinessFocus.Notifications.Bus;

/// <summary>
/// What Feedback tells those who answer questions, at the address of their area. It does not say who asked, or what: that is for
/// those who may open the case.
/// </summary>
public sealed class AreaNotifications(IDocumentSession session, NotificationRequests notifications)
{
    /// <summary>An area that has no address is told nothing, nor one whose address was a person's who was forgotten.</summary>
    public async Task NotifyAsync(
        ConsumeContext context, NotificationKind kind, ActivityId activity, FollowUpArea area, FollowUpDetails details)
    {
        if (!EmailAddress.TryNormalise(area.Email, out var address))
        {
            return;
        }

        var reader = ContactIds.Of(address);
        await session.HoldAsync([activity.Value, reader.Value], [], context.CancellationToken);
        if (await session.IsForgottenAsync(reader, address, area.SetAt, context.CancellationToken))
        {
            return;
        }

        await notifications.RequestAsync(
            [new NotificationRequest(
                // The same message may tell who asked too, who may be somebody who answers.
                Uuid.NewNameBased(context.MessageId!.Value, area.Key),
                new Recipient(reader, "", address, Languages.Swedish),
                new CaseContent(kind, activity, details),
                Registration: null)],
            context.CancellationToken);
    }
}
