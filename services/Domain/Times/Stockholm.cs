namespace BusinessFocus.Domain.Times;

/// <summary>The time zone of the festival: days and wall-clock times are Europe/Stockholm, everything stored is UTC.</summary>
public static class Stockholm
{
    public const string TimeZoneId = "Europe/Stockholm";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZoneId);

    public static DateTime WallClock(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone).DateTime;

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(WallClock(moment));

    /// <summary>
    /// The moment at which the clock on the wall shows <paramref name="wallClock"/>: the earlier one where summer time
    /// ends and it shows it twice, null where summer time begins and it never does.
    /// </summary>
    /// <returns>UTC.</returns>
    public static DateTimeOffset? Moment(DateTime wallClock)
    {
        if (Zone.IsInvalidTime(wallClock))
        {
            return null;
        }

        var offset = Zone.IsAmbiguousTime(wallClock) ? Zone.GetAmbiguousTimeOffsets(wallClock).Max() : Zone.GetUtcOffset(wallClock);
        return new DateTimeOffset(wallClock, offset).ToUniversalTime();
    }

    /// <summary>The same where there must be one: in the hour that summer time skips, as if it had not been skipped.</summary>
    /// <returns>UTC.</returns>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var wallClock = day.ToDateTime(time);
        return Moment(wallClock) ?? new DateTimeOffset(wallClock, Zone.BaseUtcOffset).ToUniversalTime();
    }
}
