using System.Globalization;
using System.Text.RegularExpressions;

namespace BusinessFocus.Local.Run;

/// <summary>
/// The demo's edition of these days: at whatever hour <c>./run</c> is started, something has just begun, and something begins within the
/// hour, so that the door, completing and the survey can be tried. A new edition every second Monday.
/// </summary>
/// <param name="Monday">Its first.</param>
public sealed partial record DemoNow(DateOnly Monday)
{
    private const int Days = 14;
    private static readonly DateOnly SomeMonday = new(2026, 1, 5);
    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    /// <summary>Of the programme that it borrows.</summary>
    private static readonly DateOnly FirstDayOfTheProgramme = new(2027, 10, 4);

    public string Slug => $"lerum-nu-{Monday:yyyy-MM-dd}";

    /// <summary>In Swedish and in English.</summary>
    public (string Sv, string En) Name
    {
        get
        {
            var middle = Monday.AddDays(Days / 2);
            return ($"Business Focus Lerum, {middle.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("sv-SE"))}", $"Business Focus Lerum, {middle.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"))}");
        }
    }

    /// <summary>The day before: what has just begun in the first minutes of Monday began there.</summary>
    public DateOnly StartsOn => Monday.AddDays(-1);

    /// <summary>The day after: what begins on the last night ends there.</summary>
    public DateOnly EndsOn => Monday.AddDays(Days);

    public static DemoNow At(DateTimeOffset now)
    {
        var today = DayOf(now);
        return new DemoNow(SomeMonday.AddDays((int)Math.Floor((today.DayNumber - SomeMonday.DayNumber) / (double)Days) * Days));
    }

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Stockholm).DateTime);

    /// <summary>When the clock in Lerum shows it.</summary>
    public static DateTimeOffset Moment(DateOnly day, TimeOnly time)
    {
        var clock = day.ToDateTime(time);
        return new DateTimeOffset(clock, Stockholm.GetUtcOffset(clock));
    }

    /// <summary>The fortnight's programme: the demo's, on the same weekdays.</summary>
    /// <param name="csv">The programme of 2027.</param>
    public string Programme(string csv)
    {
        var later = Monday.DayNumber - FirstDayOfTheProgramme.DayNumber;
        return Date().Replace(csv, day => DateOnly.ParseExact(day.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            .AddDays(later).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>The last whole five minutes.</summary>
    public static DateTimeOffset MinuteOf(DateTimeOffset now) =>
        new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddMinutes(Math.Floor(now.UtcDateTime.TimeOfDay.TotalMinutes / 5) * 5);

    /// <summary>What has just begun, and what begins soon.</summary>
    public static IReadOnlyList<Activity> ActivitiesAt(DateTimeOffset now)
    {
        var minute = MinuteOf(now);
        return
        [
            new Activity("Pågår nu: så möts vi på torget", "Going on now: how we meet in the square", minute.AddMinutes(-5), minute.AddMinutes(55), Guests: 8, Came: 7),
            new Activity("Snart: fråga kommunen vad du vill", "Soon: ask the municipality anything", minute.AddMinutes(35), minute.AddMinutes(95), Guests: 3, Came: 0),
        ];
    }

    /// <summary>Whether activities that begin then are enough for a walk that begins now.</summary>
    public static bool IsEnough(IEnumerable<DateTimeOffset> starts, DateTimeOffset now) => starts.Any(start => start > now.AddMinutes(5) && start <= now.AddHours(1));

    [GeneratedRegex(@"2027-\d\d-\d\d(?=T)")]
    private static partial Regex Date();

    /// <param name="Guests">Who have registered.</param>
    /// <param name="Came">How many of them are there already.</param>
    public sealed record Activity(string Sv, string En, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Guests, int Came);
}
