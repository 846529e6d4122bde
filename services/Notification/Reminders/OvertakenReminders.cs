using System.Linq.Expressions;
using BusinessFocus.Contracts;
using BusinessFocus.Notification.Delivery;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Notices;
using BusinessFocus.Notification.Writing;
using Marten;

namespace BusinessFocus.Notification.Reminders;

/// <summary>
/// Reminders that were written and are not so any more. They leave the line with the commit that overtakes them; those that a
/// courier is just at are looked at once more before each hand-over.
/// </summary>
public static class OvertakenReminders
{
    /// <summary>Which of these are not so any more.</summary>
    public static async Task<IReadOnlySet<Guid>> FindOvertakenAsync(
        this IDocumentSession session, IEnumerable<Notice> notices, CancellationToken cancellationToken)
    {
        var reminders = notices.Where(notice => notice.Matter.Reminder is not null).ToList();
        if (reminders.Count == 0)
        {
            return new HashSet<Guid>();
        }

        var activities = await session.LoadManyAsync<KnownActivity>(
            cancellationToken, reminders.Select(notice => notice.ActivityId!.Value.Value).Distinct());
        var registrations = await session.LoadManyAsync<KnownRegistration>(
            cancellationToken, reminders.Select(notice => notice.RegistrationId!.Value.Value).Distinct());
        return reminders
            .Where(notice => ReminderTimes.IsOvertaken(
                notice.Matter.Reminder!,
                activities.FirstOrDefault(activity => activity.Id == notice.ActivityId!.Value.Value),
                registrations.FirstOrDefault(registration => registration.Id == notice.RegistrationId!.Value.Value)))
            .Select(notice => notice.Id)
            .ToHashSet();
    }

    /// <summary>The activities have other facts now: what reminds of the old ones leaves the line. The caller holds them alone.</summary>
    public static async Task OvertakeRemindersAsync(
        this IDocumentSession session, IReadOnlyCollection<KnownActivity> activities, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = activities.Select(known => (ActivityId?)known.Activity.Id).ToArray();
        var known = activities.ToDictionary(each => each.Activity.Id);
        await session.OvertakeAsync(
            notice => notice.ActivityId.IsOneOf(ids),
            notice => ReminderTimes.IsOvertaken(notice.Matter.Reminder!, known[notice.ActivityId!.Value]),
            now,
            cancellationToken);
    }

    /// <summary>The registration has ended: nothing is left to remind of. The caller holds it alone.</summary>
    public static Task OvertakeRemindersAsync(
        this IDocumentSession session, RegistrationId registration, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.OvertakeAsync(notice => notice.RegistrationId == registration, _ => true, now, cancellationToken);

    private static async Task OvertakeAsync(
        this IDocumentSession session,
        Expression<Func<Notice, bool>> about,
        Func<Notice, bool> isOvertaken,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var kinds = ReminderTimes.Kinds.ToArray();
        var written = await session.Query<Notice>()
            .Where(about)
            .Where(notice => notice.Kind.IsOneOf(kinds)
                && (notice.State == NotificationState.Composed || notice.State == NotificationState.Deferred))
            .ToListAsync(cancellationToken);
        var overtaken = written.Where(isOvertaken).Select(notice => notice.Id).ToList();
        if (overtaken.Count == 0)
        {
            return;
        }

        // Those in the line whose row is not free are just being claimed. The others nobody writes to now.
        var held = await session.HoldDeliveriesAsync(overtaken, cancellationToken);
        var dequeued = new List<Guid>();
        foreach (var id in held)
        {
            var stream = await session.Events.FetchForWriting<Notice>(id, cancellationToken);
            if (stream.Aggregate is { State: NotificationState.Composed or NotificationState.Deferred })
            {
                stream.AppendOne(new Suppressed(SuppressedBecause.Overtaken, now));
                session.Delete<Letter>(id);
                dequeued.Add(id);
            }
        }

        session.Dequeue(dequeued);
    }
}
