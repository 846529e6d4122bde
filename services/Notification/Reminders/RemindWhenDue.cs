using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Dates;
using BusinessFocus.Notification.Delivery;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Notices;
using BusinessFocus.Notification.Requesting;
using Marten;

namespace BusinessFocus.Notification.Reminders;

/// <summary>
/// Reminds everybody who has seats at an activity, so many at a time. No more are written than are soon sent: the rest waits
/// in what is known of the registrations, where it costs nothing and cannot go out of date.
/// </summary>
public abstract class RemindWhenDue(
    NotificationKind kind, IDocumentSession session, KnownFacts facts, Requesting.Notices notices, TimeProvider clock) : IComesDue
{
    /// <summary>Registrations at a time: few enough that whoever waits for one of their locks hardly notices.</summary>
    private const int PageSize = 100;

    /// <summary>Letters for many that may wait in the line of e-mail, which everybody's go through.</summary>
    private const int MostInLine = 1_000;

    public string Kind { get; } = ReminderDates.NameOf(kind);

    /// <remarks>What waits for the end of quiet hours, or for the next attempt, does not hold up the others.</remarks>
    public async Task<bool> HasRoomAsync(IQuerySession reads, CancellationToken cancellationToken) =>
        await reads.CountDueForManyAsync(Channels.Email, clock.GetUtcNow(), MostInLine, cancellationToken) < MostInLine;

    public async Task<DueDate?> ComeAsync(DueDate date, CancellationToken cancellationToken)
    {
        var id = new ActivityId(date.Subject);
        var after = date.After ?? Guid.Empty;
        var page = await session.Query<KnownRegistration>()
            .Where(registration => registration.ActivityId == id && registration.HasBegun && !registration.IsOver && registration.Id > after)
            .OrderBy(registration => registration.Id)
            .Take(PageSize)
            .Select(registration => new { registration.Id, registration.ContactId })
            .ToListAsync(cancellationToken);
        await session.HoldAsync(
            [date.Subject],
            page.SelectMany(each => new[] { each.Id, NoticeIds.Thread(each.ContactId!.Value, id) }),
            cancellationToken);
        await facts.Want<KnownActivity>(date.Subject).Want<KnownRegistration>(page.Select(each => each.Id)).FetchAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (facts.Find<KnownActivity>(date.Subject) is not { Activity: { Status: ActivityStatus.Released } activity }
            || ReminderTimes.EndOf(kind, activity.StartsAt) <= now)
        {
            return null;
        }

        var decision = ReminderTimes.DecisionOf(kind, id, activity.StartsAt);
        var reminder = new Reminder(activity.StartsAt, activity.CalendarSequence);
        await notices.RequestAsync(
            [.. page
                .Select(each => facts.Find<KnownRegistration>(each.Id))
                .OfType<KnownRegistration>()
                .Where(registration => registration is { IsOver: false, Recipient: not null, Booking.IsConfirmed: true })
                .DistinctBy(registration => registration.ContactId)
                .Select(registration => new Decided(
                    decision,
                    registration.Recipient!,
                    new ReminderContent(kind, id, registration.Booking!, reminder),
                    registration))],
            cancellationToken);
        return page.Count == PageSize ? date with { After = page[^1].Id } : null;
    }
}

/// <summary>The day before, at the same time of day.</summary>
public sealed class RemindDayBefore(IDocumentSession session, KnownFacts facts, Requesting.Notices notices, TimeProvider clock)
    : RemindWhenDue(NotificationKind.ReminderDayBefore, session, facts, notices, clock);

/// <summary>Two hours before.</summary>
public sealed class RemindSoon(IDocumentSession session, KnownFacts facts, Requesting.Notices notices, TimeProvider clock)
    : RemindWhenDue(NotificationKind.ReminderSoon, session, facts, notices, clock);
