using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Times;

namespace BusinessFocus.Web.FrontDesk;

/// <summary>
/// When people are let in, as it is told before anybody is refused: from an hour before the start until midnight of the day on which it ends, and an
/// hour after the end at the least. The interface decides.
/// </summary>
public static class DoorHours
{
    private static readonly TimeSpan Around = TimeSpan.FromHours(1);

    public static DateTimeOffset OpensAt(ActivityView activity) => activity.StartsAt!.Value - Around;

    public static DateTimeOffset ClosesAt(ActivityView activity)
    {
        var midnight = Stockholm.At(Stockholm.DayOf(activity.EndsAt!.Value).AddDays(1), TimeOnly.MinValue);
        var late = activity.EndsAt!.Value + Around;
        return late > midnight ? late : midnight;
    }

    public static bool IsOpen(ActivityView activity, DateTimeOffset now) => OpensAt(activity) <= now && now < ClosesAt(activity);
}
