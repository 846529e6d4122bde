using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Programme;

namespace BusinessFocus.Web.Activities;

/// <summary>What to come to where one cannot come to something: about the same first, then of the same kind, the nearest first.</summary>
public static class Insteads
{
    private const int Most = 3;

    public static IReadOnlyList<ActivityView> Of(ActivityView activity, ProgrammeNow programme, DateTimeOffset now) =>
    [
        .. programme.Activities
            .Where(other => other.Id != activity.Id && !ProgrammeList.IsSlot(other) && other.Status == ActivityViewStatus.Released && other.StartsAt > now)
            .Where(other => ShowActivity.ClosedBecause(other, now) is null or "" && programme.Seats.GetValueOrDefault(other.Id!.Value) is not { Left: 0, Capacity: > 0 })
            .Select(other => (Other: other, IsAboutTheSame: (other.Topics ?? []).Intersect(activity.Topics ?? []).Any()))
            .Where(each => each.IsAboutTheSame || each.Other.Kind == activity.Kind)
            .OrderByDescending(each => each.IsAboutTheSame)
            .ThenBy(each => (each.Other.StartsAt!.Value - activity.StartsAt!.Value).Duration())
            .Take(Most)
            .Select(each => each.Other)
            .OrderBy(other => other.StartsAt),
    ];
}
