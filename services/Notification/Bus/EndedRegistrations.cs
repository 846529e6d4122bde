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
    /// <summary>
    /// Takes back reminders of it, changes in its activity and other numbers of seats, in the session's commit. The caller holds the
    /// registration alone.
    /// </summary>
    /// <param name="goesOn">It was moved.</param>
    public async Task OvertakeAsync(RegistrationId ended, ContactId contact, bool goesOn, CancellationToken cancellationToken)
    {
        NotificationKind[] kinds = [.. KindsOvertaken(goesOn)];
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

    /// <summary>
    /// A move stays: it takes the activity that was left from the calendar, and goes before the news of the end. Where the registration
    /// goes on, <see cref="RepeatedChanges"/> tells another number of seats with the move.
    /// </summary>
    public static IEnumerable<NotificationKind> KindsOvertaken(bool goesOn)
    {
        NotificationKind[] always = [.. ReminderTimes.Kinds, NotificationKind.ProgrammeChange];
        return goesOn ? always : [.. always, NotificationKind.Resized];
    }
}
