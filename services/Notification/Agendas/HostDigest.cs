using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Times;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;

namespace BusinessFocus.Notifications.Agendas;

/// <summary>What a host is told of a day, decided without a store: what is another than they knew, and what comes the day after.</summary>
public static class HostDigest
{
    /// <param name="kept">What was kept.</param>
    /// <param name="activities">Those that are kept, and the host's own, as they are now.</param>
    /// <param name="booked">Of those, what somebody has booked.</param>
    /// <returns>Null where all is as they knew it: what was booked and cancelled in a day is no news.</returns>
    public static HostDay? Decide(
        KeptHostNews kept, IReadOnlyCollection<KnownActivity> activities, IReadOnlySet<Guid> booked, DateTimeOffset now)
    {
        var byId = activities.ToDictionary(known => known.Activity.Id, known => known.Activity);
        var changes = kept.Conversations
            .Where(each => byId.TryGetValue(each.ActivityId, out var activity) && activity.EndsAt > now)
            .Select(each => ChangeOf(each, byId[each.ActivityId]))
            .OfType<HostChange>()
            .OrderBy(change => byId[change.ActivityId].StartsAt)
            .ToList();
        var tomorrow = Stockholm.DayOf(kept.Until).AddDays(1);
        return changes.Count == 0
            ? null
            : new HostDay(
                changes,
                [.. byId.Values.Where(activity => IsTheirs(activity) && Stockholm.DayOf(activity.StartsAt) == tomorrow).OrderBy(activity => activity.StartsAt).Select(activity => activity.Id)]);

        HostChange? ChangeOf(KnownBefore before, ActivityState activity) => (before.WasBooked, IsTheirs(activity)) switch
        {
            (false, true) => new HostChange(activity.Id, NotificationKind.HostBooked),
            (true, false) => new HostChange(activity.Id, NotificationKind.HostFreed),
            (true, true) when before.Then != new TimeAndPlace(activity.StartsAt, activity.EndsAt, activity.Place) =>
                new HostChange(activity.Id, NotificationKind.HostMoved, before.Then),
            _ => null,
        };

        bool IsTheirs(ActivityState activity) =>
            activity.Status == ActivityStatus.Released && activity.HostIds?.Contains(new HostId(kept.Id)) == true && booked.Contains(activity.Id.Value);
    }
}
