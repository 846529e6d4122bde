using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Programme;

namespace BusinessFocus.Web.FrontDesk;

/// <summary>The doors of one day.</summary>
/// <param name="Days">Those on which there is a door, Europe/Stockholm.</param>
/// <param name="Day">The one that is shown; null where there is none.</param>
/// <param name="Now">Where people are let in now and it is not over, or begins within the hour.</param>
/// <param name="Others">All else of the day.</param>
/// <param name="Slots">Times with officers: there are many, and whoever comes to one knows when.</param>
public sealed record DoorDay(
    IReadOnlyList<DateOnly> Days, DateOnly? Day, IReadOnlyList<ActivityView> Now, IReadOnlyList<ActivityView> Others, IReadOnlyList<ActivityView> Slots)
{
    /// <param name="asked">Null for the day that is meant by itself: today, else the next one, else the last.</param>
    public static DoorDay Of(IEnumerable<ActivityView> activities, OwnDoors doors, DateOnly? asked, DateTimeOffset now)
    {
        var served = activities
            .Where(activity => activity is { Status: ActivityViewStatus.Released or ActivityViewStatus.Completed, Capacity: > 0 } && doors.Has(activity))
            .OrderBy(activity => activity.StartsAt)
            .ToLookup(activity => Stockholm.DayOf(activity.StartsAt!.Value));
        var days = served.Select(day => day.Key).Order().ToList();
        var today = Stockholm.DayOf(now);
        DateOnly? shown = asked is { } wanted && days.Contains(wanted) ? wanted
            : days.Count == 0 ? null
            : days.Any(day => day >= today) ? days.First(day => day >= today)
            : days[^1];
        var onDay = shown is { } day ? served[day].ToList() : [];
        var isNow = onDay.ToLookup(activity => !ProgrammeList.IsSlot(activity) && DoorHours.OpensAt(activity) <= now && now < activity.EndsAt);
        return new DoorDay(
            days, shown, [.. isNow[true]], [.. isNow[false].Where(activity => !ProgrammeList.IsSlot(activity))], [.. onDay.Where(ProgrammeList.IsSlot)]);
    }
}
