namespace BusinessFocus.Scheduling.Hours;

/// <summary>When a place is open or a host works on one day of the week.</summary>
/// <param name="From">When it begins, on the clock in Europe/Stockholm, for instance 08:00.</param>
/// <param name="To">When it ends, on the clock in Europe/Stockholm, after <c>from</c>; 00:00 is the end of the day.</param>
/// <param name="Day">Which day of the week.</param>
public sealed record WeeklyHours(DayOfWeek Day, TimeOnly From, TimeOnly To);

/// <summary>A time between two moments.</summary>
/// <param name="StartsAt">ISO 8601 with offset; answered in UTC.</param>
/// <param name="EndsAt">ISO 8601 with offset, after <c>startsAt</c>; answered in UTC.</param>
/// <param name="Note">Why, for planners; at most 200 characters.</param>
public sealed record Period(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? Note = null)
{
    /// <summary>Whether they share a moment; an end and a start at the same moment do not.</summary>
    public bool Overlaps(DateTimeOffset startsAt, DateTimeOffset endsAt) => StartsAt < endsAt && startsAt < EndsAt;
}

public static class Week
{
    /// <summary>
    /// Whether all of a time lies within the hours. Hours that meet (08–12 and 12–17, or a midnight) are one; where nobody
    /// has said any hours, any time does.
    /// </summary>
    public static bool Covers(IReadOnlyList<WeeklyHours> week, DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        if (week.Count == 0)
        {
            return true;
        }

        var covered = startsAt;
        foreach (var (from, to) in Between(week, startsAt, endsAt).OrderBy(hours => hours.From))
        {
            if (from > covered)
            {
                break;
            }

            covered = to > covered ? to : covered;
        }

        return covered >= endsAt;
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Between(
        IReadOnlyList<WeeklyHours> week, DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        var last = Stockholm.DayOf(endsAt);
        for (var day = Stockholm.DayOf(startsAt); day <= last; day = day.AddDays(1))
        {
            foreach (var hours in week)
            {
                if (hours.Day == day.DayOfWeek)
                {
                    var endsOn = hours.To == TimeOnly.MinValue ? day.AddDays(1) : day;
                    yield return (Stockholm.At(day, hours.From), Stockholm.At(endsOn, hours.To));
                }
            }
        }
    }
}
