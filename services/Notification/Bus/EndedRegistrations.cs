using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Releases;
using BusinessFocus.Notifications.Reminders;
using BusinessFocus.Notifications.Requesting;
using Marten;

namespace BusinessFocus.Notifications.Bus;

/// <summary>A registration has ended: what was written about it, and waits for its time, would come after that news.</summary>
public sealed class EndedRegistrations(IDocumentSession session, NotificationRequests notifications, TimeProvider clock)
{
    /// <summary>Takes back reminders of it and changes in its activity, in the session's commit. The caller holds the registration alone.</summary>
    public async Task OvertakeAsync(RegistrationId ended, ContactId contact, CancellationToken cancellationToken)
    {
        NotificationKind[] kinds = [.. ReminderTimes.Kinds, NotificationKind.ProgrammeChange];
        var waiting = await session.Query<Notification>()
            .Where(notification => notification.ContactId == contact
                && notification.Kind.IsOneOf(kinds)
                && (notification.State == NotificationState.Composed || notification.State == NotificationState.Deferred))
            .ToListAsync(cancellationToken);
        var overtaken = waiting.Where(notification => notification.Content() is ReleaseContent about ? about.Release.Concerns(ended) : notification.RegistrationId == ended);
        var taken = await session.TakeBackAsync([.. overtaken.Select(notification => notification.Id)], clock.GetUtcNow(), cancellationToken);

        // What it says of the person's other activities is so all the same.
        var left = taken.Select(notification => ReleaseNotifications.LeftOf(notification, ended)).OfType<NotificationRequest>().ToList();
        if (left.Count > 0)
        {
            var activities = left.SelectMany(request => request.Content.Activities).Distinct().ToList();
            await session.HoldAsync(
                activities.Select(activity => activity.Value), activities.Select(activity => NotificationIds.Thread(contact, activity)), cancellationToken);
            await notifications.RequestAsync(left, cancellationToken);
        }
    }
}
