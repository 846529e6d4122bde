using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;
using UUIDNext;

namespace BusinessFocus.Notifications.Reminders;

/// <summary>A reminder that is to be set for a time, or dropped.</summary>
/// <param name="At">UTC; null drops it.</param>
public sealed record ReminderSet(NotificationKind Kind, DateTimeOffset? At);

/// <summary>When people are reminded of an activity, and until when that is worth anything. All times UTC.</summary>
public static class ReminderTimes
{
    /// <summary>Enough to come from anywhere in the municipality.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromHours(2);

    public static IReadOnlyList<NotificationKind> Kinds { get; } = [NotificationKind.ReminderDayBefore, NotificationKind.ReminderSoon];

    /// <summary>The day before when the clock on the wall shows the same, also where it was put forward or back in between; or two hours before.</summary>
    public static DateTimeOffset Of(NotificationKind kind, DateTimeOffset startsAt)
    {
        var local = LocalTimes.Local(startsAt);
        return kind == NotificationKind.ReminderDayBefore
            ? LocalTimes.At(DateOnly.FromDateTime(local).AddDays(-1), TimeOnly.FromDateTime(local))
            : startsAt.ToUniversalTime() - Soon;
    }

    /// <summary>From then on nobody needs it: the next reminder tells the same, or the activity has begun.</summary>
    public static DateTimeOffset EndOf(NotificationKind kind, DateTimeOffset startsAt) =>
        kind == NotificationKind.ReminderDayBefore ? Of(NotificationKind.ReminderSoon, startsAt) : startsAt;

    /// <summary>
    /// What an activity's news does to its reminders. Other facts than its time leave them as they are, also where they are due
    /// already; one whose time has passed when the activity gets this time is not set, for what tells of that has just come.
    /// </summary>
    /// <param name="before">As it was known; null when it was not.</param>
    public static IReadOnlyList<ReminderSet> Decide(ActivityState? before, ActivityState after, DateTimeOffset now) =>
        before is not null && before.StartsAt == after.StartsAt && before.Status == after.Status
            ? []
            : Decide(after.Status, after.StartsAt, now);

    /// <summary>The reminders of an activity of which nothing was known.</summary>
    public static IReadOnlyList<ReminderSet> Decide(ActivityStatus status, DateTimeOffset startsAt, DateTimeOffset now) =>
        [.. Kinds.Select(kind => new ReminderSet(kind, status == ActivityStatus.Released && Of(kind, startsAt) is var at && at > now ? at : null))];

    /// <summary>
    /// Whether a written reminder no longer holds: the activity has another time or place or is cancelled, which its people
    /// are told by a letter of its own.
    /// </summary>
    public static bool IsOvertaken(Reminder reminder, KnownActivity? activity) =>
        activity is not { Activity.Status: ActivityStatus.Released }
        || activity.Activity.StartsAt != reminder.StartsAt
        || activity.Activity.CalendarSequence != reminder.CalendarSequence;

    /// <summary>The same, or because the registration has ended.</summary>
    public static bool IsOvertaken(Reminder reminder, KnownActivity? activity, KnownRegistration? registration) =>
        registration is not { IsOver: false } || IsOvertaken(reminder, activity);

    /// <summary>Reminding of this start is one decision (UUID version 5), however often and by whomever it is taken.</summary>
    public static Guid DecisionOf(NotificationKind kind, ActivityId activity, DateTimeOffset startsAt) =>
        Uuid.NewNameBased(activity.Value, string.Create(CultureInfo.InvariantCulture, $"{kind}:{startsAt.UtcTicks}"));
}
