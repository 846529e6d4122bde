using BusinessFocus.Contracts;
using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Requesting;
using Marten;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>
/// What Feedback tells of a registration, without knowing whose it is: the person is told, or is when the registration has
/// been heard of.
/// </summary>
public sealed class AttendeeNews(IDocumentSession session, KnownFacts facts, Requesting.Notices notices)
{
    /// <param name="news">What it is, as far as Feedback tells; the activity is the registration's.</param>
    public async Task TellAsync(ConsumeContext context, NotificationKind kind, RegistrationId id, Matter news)
    {
        var (decision, cancellationToken) = (context.MessageId!.Value, context.CancellationToken);
        await session.HoldAsync([], [id.Value], cancellationToken);
        await facts.Want<KnownRegistration>(id.Value).FetchAsync(cancellationToken);
        var registration = facts.Find<KnownRegistration>(id.Value);
        if (registration is { IsErased: true })
        {
            return;
        }

        if (registration is not { Recipient: { } recipient })
        {
            facts.Learn(KnownRegistration.Await(registration, id, new EarlyNews(decision, kind, news)));
            return;
        }

        await session.HoldAsync([registration.ActivityId.Value], [], cancellationToken);
        await notices.RequestAsync(
            [new Decided(decision, kind, recipient, news with { ActivityId = registration.ActivityId }, registration)], cancellationToken);
    }
}
