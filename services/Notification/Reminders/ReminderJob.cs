using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using Marten;

namespace BusinessFocus.Notifications.Reminders;

/// <summary>
/// Reminds everybody who has seats at an activity, so many at a time. No more are written than are soon sent: the rest waits
/// in what is known of the registrations, where it costs nothing and cannot go out of date.
/// </summary>
public abstract class ReminderJob(
    NotificationKind kind, IDocumentSession session, KnownFacts facts, NotificationRequests notifications, TimeProvider clock) : IScheduledJob
{
    /// <summary>Registrations at a time: few enough that whoever waits for one of their locks hardly notices.</summary>
    private const int PageSize = 100;

    /// <summary>Letters for many that may wait in the queue of e-mail, which everybody's letters pass.</summary>
    private const int MostInLine = 1_000;

    public string Kind { get; } = ReminderDates.NameOf(kind);

    /// <remarks>What waits for the end of quiet hours, or for the next attempt, does not hold up the others.</remarks>
    public async Task<bool> HasRoomAsync(IQuerySession reads, CancellationToken cancellationToken) =>
        await reads.CountDueForManyAsync(Channels.Email, clock.GetUtcNow(), MostInLine, cancellationToken) < MostInLine;

    public async Task<DueJob?> RunAsync(DueJob job, CancellationToken cancellationToken)
    {
        var id = new ActivityId(job.Subject);
        var after = job.After ?? Guid.Empty;
        var page = await session.Query<KnownRegistration>()
            .Where(registration => registration.ActivityId == id && registration.HasBegun && !registration.IsOver && registration.Id > after)
            .OrderBy(registration => registration.Id)
            .Take(PageSize)
            .Select(registration => new { registration.Id, registration.ContactId })
            .ToListAsync(cancellationToken);
        await session.HoldAsync(
            [job.Subject],
            page.SelectMany(each => new[] { each.Id, NotificationIds.Thread(each.ContactId!.Value, id) }),
            cancellationToken);
        await facts.Want<KnownActivity>(job.Subject).Want<KnownRegistration>(page.Select(each => each.Id)).FetchAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (facts.Find<KnownActivity>(job.Subject) is not { Activity: { Status: ActivityStatus.Released } activity }
            || ReminderTimes.EndOf(kind, activity.StartsAt) <= now)
        {
            return null;
        }

        var decision = ReminderTimes.DecisionOf(kind, id, activity.StartsAt);
        var reminder = new Reminder(activity.StartsAt, activity.CalendarSequence);
        await notifications.RequestAsync(
            [.. page
                .Select(each => facts.Find<KnownRegistration>(each.Id))
                .OfType<KnownRegistration>()
                .Where(registration => registration is { IsOver: false, Recipient: not null, Booking.IsConfirmed: true })
                .DistinctBy(registration => registration.ContactId)
                .Select(registration => new NotificationRequest(
                    decision,
                    registration.Recipient!,
                    new ReminderContent(kind, id, registration.Booking!, reminder),
                    registration))],
            cancellationToken);
        return page.Count == PageSize ? job with { After = page[^1].Id } : null;
    }
}

/// <summary>The day before, at the same time of day.</summary>
public sealed class DayBeforeReminderJob(IDocumentSession session, KnownFacts facts, NotificationRequests notifications, TimeProvider clock)
    : ReminderJob(NotificationKind.ReminderDayBefore, session, facts, notifications, clock);

/// <summary>Two hours before.</summary>
public sealed class SoonReminderJob(IDocumentSession session, KnownFacts facts, NotificationRequests notifications, TimeProvider clock)
    : ReminderJob(NotificationKind.ReminderSoon, session, facts, notifications, clock);
