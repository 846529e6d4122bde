using System.Globalization;
using BusinessFocus.Domain.Times;

namespace BusinessFocus.Notifications.Content;

/// <summary>Times as people in Lerum read them: Europe/Stockholm, in their language.</summary>
public static class LocalTimes
{
    private static readonly CultureInfo Swedish = new("sv-SE");
    private static readonly CultureInfo English = new("en-GB");

    public static DateTime Local(DateTimeOffset time) => Stockholm.WallClock(time);

    /// <inheritdoc cref="Stockholm.At"/>
    public static DateTimeOffset At(DateOnly day, TimeOnly clock) => Stockholm.At(day, clock);

    /// <summary>"måndag 5 oktober 2026 kl. 09.30–11.00" or "Monday 5 October 2026, 09:30–11:00".</summary>
    public static string Period(DateTimeOffset from, DateTimeOffset to, string language)
    {
        var (start, end) = (Local(from), Local(to));
        return start.Date == end.Date
            ? $"{Moment(start, language)}–{Clock(end, language)}"
            : $"{Moment(start, language)} – {Moment(end, language)}";
    }

    /// <summary>"måndag 5 oktober 2026" or "Monday 5 October 2026".</summary>
    public static string Day(DateTimeOffset time, string language) => Day(Local(time), language);

    /// <summary>"måndag 5 oktober 2026 kl. 09.30" or "Monday 5 October 2026, 09:30".</summary>
    public static string Moment(DateTimeOffset time, string language) => Moment(Local(time), language);

    private static string Moment(DateTime local, string language) =>
        language == "en" ? $"{Day(local, language)}, {Clock(local, language)}" : $"{Day(local, language)} kl. {Clock(local, language)}";

    private static string Day(DateTime local, string language) =>
        local.ToString("dddd d MMMM yyyy", language == "en" ? English : Swedish);

    private static string Clock(DateTime local, string language) =>
        local.ToString(language == "en" ? "HH':'mm" : "HH'.'mm", CultureInfo.InvariantCulture);
}
