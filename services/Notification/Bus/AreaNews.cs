using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Requesting;
using BusinessFocus.ServiceDefaults.DeadLetters;
using Marten;
using MassTransit;
using UUIDNext;

namespace BusinessFocus.Notification.Bus;

/// <summary>
/// What Feedback tells those who answer questions, at the address of their area. It does not say who asked, or what: that is for
/// those who may open the case.
/// </summary>
public sealed class AreaNews(IDocumentSession session, Requesting.Notices notices)
{
    /// <summary>An area that has no address is told nothing, nor one whose address was a person's who was forgotten.</summary>
    public async Task TellAsync(
        ConsumeContext context, NotificationKind kind, ActivityId activity, FollowUpArea area, FollowUpNews news)
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

        await notices.RequestAsync(
            [new Decided(
                // The same message may tell who asked too, who may be somebody who answers.
                Uuid.NewNameBased(context.MessageId!.Value, area.Key),
                new Recipient(reader, "", address, Languages.Swedish),
                new CaseContent(kind, activity, news),
                Registration: null)],
            context.CancellationToken);
    }
}
