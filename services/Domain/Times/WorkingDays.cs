namespace BusinessFocus.Domain.Times;

/// <summary>
/// Monday to Friday by the calendar in Europe/Stockholm. Public holidays count as working days: a promise that is kept a day
/// late at Easter is overdue, and an area that is away then says so by more days.
/// </summary>
public static class WorkingDays
{
    /// <summary>When the last of these days ends: nobody answers in the night.</summary>
    private static readonly TimeOnly DayEnds = new(17, 0);

    /// <summary>The end of the nth working day after the day of this moment, UTC.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset from, int days)
    {
        var day = Stockholm.DayOf(from);
        for (var left = days; left > 0; left--)
        {
            day = Next(day, 1);
        }

        return Stockholm.At(day, DayEnds);
    }

    /// <summary>The working day before this one.</summary>
    public static DateOnly Before(DateOnly day) => Next(day, -1);

    private static DateOnly Next(DateOnly day, int step)
    {
        do
        {
            day = day.AddDays(step);
        }
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);

        return day;
    }
}
