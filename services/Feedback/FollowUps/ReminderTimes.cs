using BusinessFocus.Domain.Times;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>
/// When those who answer are reminded: in the morning of the working day before it falls due, when it falls due, and a week
/// after that by the clock on the wall, again and again. What was missed while everything was down is not made up for.
/// </summary>
public static class ReminderTimes
{
    /// <summary>How often an area is told that a case is overdue.</summary>
    public const int MostOverdue = 4;

    private const int Week = 7;
    private static readonly TimeOnly Morning = new(8, 0);

    /// <param name="dueAt">Null is never.</param>
    /// <param name="after">What came before that, the area has been told.</param>
    /// <param name="overdue">How often it was told that it is overdue.</param>
    /// <returns>UTC; null where nothing is left to remind of.</returns>
    public static DateTimeOffset? Next(DateTimeOffset? dueAt, DateTimeOffset after, int overdue = 0)
    {
        if (dueAt is not { } due || overdue >= MostOverdue)
        {
            return null;
        }

        var day = Stockholm.DayOf(due);
        var soon = Stockholm.At(WorkingDays.Before(day), Morning);
        if (soon > after)
        {
            return soon;
        }

        var clock = TimeOnly.FromDateTime(Stockholm.WallClock(due));
        while (Stockholm.At(day, clock) <= after)
        {
            day = day.AddDays(Week);
        }

        return Stockholm.At(day, clock);
    }
}
