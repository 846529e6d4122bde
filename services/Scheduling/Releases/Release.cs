using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Timetable;
using ChangeKind = BusinessFocus.Contracts.Scheduling.ChangeKind;

namespace BusinessFocus.Scheduling.Releases;

/// <summary>What a release is made of: a fact of the edition's, and one of each activity that has become another for the public.</summary>
public sealed record Release(ProgrammeReleased Programme, IReadOnlyDictionary<ActivityId, object> Activities)
{
    /// <summary>All that differs between the plan and what is public; or some of it, and the rest stays a draft.</summary>
    /// <param name="only">The activities that go public; null is all.</param>
    /// <param name="scheduled">The scheduled release whose time has come; null where an organiser does it.</param>
    /// <returns>Null where nothing differs.</returns>
    public static Release? Of(
        EditionPlan plan,
        IEnumerable<Activity> activities,
        string? note,
        DateTimeOffset now,
        IReadOnlyCollection<ActivityId>? only = null,
        ScheduledReleaseId? scheduled = null)
    {
        var edition = plan.Edition;
        var version = edition.ReleaseVersion + 1;
        var changes = new List<ReleasedChange>();
        var events = new Dictionary<ActivityId, object>();
        foreach (var activity in activities.OrderBy(activity => activity.Plan!.StartsAt).ThenBy(activity => activity.Id))
        {
            if (activity.Phase == Phase.Planned && only?.Contains(activity.ActivityId) != false && ChangeOf(activity, plan) is { } change)
            {
                changes.Add(change);
                events[activity.ActivityId] = activity.Public is null
                    ? new ActivityReleased(change.Activity, version, now, note)
                    : new ActivityChanged(change.Activity, change.Kinds, version, now, note);
            }
            else if (activity is { Public: { } known } && activity.CancelledAfterRelease == edition.ReleaseVersion)
            {
                // It went public when it was cancelled; this release only lists it.
                changes.Add(new ReleasedChange(known, activity.PublicVersion, [ChangeKind.Cancelled], known.TimeAndPlace));
            }
        }

        // Cancellations are listed by whichever release comes next; they alone are no reason for an urgent one.
        return (only is null ? changes.Count : events.Count) == 0
            ? null
            : new Release(
                new ProgrammeReleased(new EditionId(edition.Id), edition.Slug, edition.Name, version, note, changes, now, scheduled), events);
    }

    private static ReleasedChange? ChangeOf(Activity activity, EditionPlan plan)
    {
        var after = plan.Publish(activity);
        var kinds = ProgrammeDiff.Between(activity.Public, after);
        return kinds.Count == 0
            ? null
            : new ReleasedChange(after, activity.StreamVersion + 1, kinds, activity.Public?.TimeAndPlace);
    }
}
