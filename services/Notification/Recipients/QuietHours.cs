using BusinessFocus.Notifications.Content;

namespace BusinessFocus.Notifications.Recipients;

/// <summary>The hours in which somebody does not want to hear of what can wait, by the clock on the wall in Lerum.</summary>
/// <param name="From">The first quiet minute.</param>
/// <param name="Until">The first that is not; before <paramref name="From"/> where the night lies between.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly Until)
{
    /// <summary>The first moment, from <paramref name="moment"/> on, that is not quiet. UTC.</summary>
    public DateTimeOffset EndAfter(DateTimeOffset moment)
    {
        var local = LocalTimes.Local(moment);
        if (!TimeOnly.FromDateTime(local).IsBetween(From, Until))
        {
            return moment;
        }

        var day = DateOnly.FromDateTime(local);
        var ends = TimeOnly.FromDateTime(local) < Until ? day : day.AddDays(1);
        return LocalTimes.At(ends, Until);
    }
}
