using BusinessFocus.Contracts;
using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Delivery;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Notices;
using BusinessFocus.Notification.Releases;
using BusinessFocus.Notification.Reminders;
using BusinessFocus.Notification.Requesting;
using Marten;

namespace BusinessFocus.Notification.Bus;

/// <summary>A registration has ended: what was written about it, and waits for its time, would come after that news.</summary>
public sealed class EndedRegistrations(IDocumentSession session, Requesting.Notices notices, TimeProvider clock)
{
    /// <summary>Takes back reminders of it and changes in its activity, in the session's commit. The caller holds the registration alone.</summary>
    public async Task OvertakeAsync(RegistrationId ended, ContactId contact, CancellationToken cancellationToken)
    {
        NotificationKind[] kinds = [.. ReminderTimes.Kinds, NotificationKind.ProgrammeChange];
        var waiting = await session.Query<Notice>()
            .Where(notice => notice.ContactId == contact
                && notice.Kind.IsOneOf(kinds)
                && (notice.State == NotificationState.Composed || notice.State == NotificationState.Deferred))
            .ToListAsync(cancellationToken);
        var overtaken = waiting.Where(notice => notice.Content() is ReleaseContent about ? about.Release.Concerns(ended) : notice.RegistrationId == ended);
        var taken = await session.TakeBackAsync([.. overtaken.Select(notice => notice.Id)], clock.GetUtcNow(), cancellationToken);

        // What it says of the person's other activities is so all the same.
        var left = taken.Select(notice => ReleaseNews.LeftOf(notice, ended)).OfType<Decided>().ToList();
        if (left.Count > 0)
        {
            var activities = left.SelectMany(decided => decided.Content.Activities).Distinct().ToList();
            await session.HoldAsync(
                activities.Select(activity => activity.Value), activities.Select(activity => NoticeIds.Thread(contact, activity)), cancellationToken);
            await notices.RequestAsync(left, cancellationToken);
        }
    }
}
