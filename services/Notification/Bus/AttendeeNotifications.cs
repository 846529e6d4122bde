using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>
/// What Feedback tells of a registration, without knowing whose it is: the person is told, or is when the registration has
/// been heard of.
/// </summary>
public sealed class AttendeeNotifications(IDocumentSession session, KnownFacts facts, NotificationRequests notifications)
{
    /// <param name="activity">As far as Feedback tells; null where it does not.</param>
    /// <param name="about">What it is, of the registration's activity.</param>
    public async Task NotifyAsync(ConsumeContext context, RegistrationId id, ActivityId? activity, Func<ActivityId, NotificationContent> about)
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
            var early = about(activity ?? default);
            facts.Learn(KnownRegistration.Await(
                registration, id, new EarlyNotification(decision, early.Kind, StoredContent.Of(early) with { ActivityId = activity })));
            return;
        }

        await session.HoldAsync([registration.ActivityId.Value], [], cancellationToken);
        await notifications.RequestAsync(
            [new NotificationRequest(decision, recipient, about(registration.ActivityId), registration)], cancellationToken);
    }
}
