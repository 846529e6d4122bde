using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Streams;
using BusinessFocus.Scheduling.Timetable;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>An activity and the plan that it is to have.</summary>
public sealed record WantedPlan(Activity Activity, Plan Plan);

/// <summary>What a change of several activities comes to, or would come to.</summary>
/// <param name="Preview">True where nothing was stored.</param>
/// <param name="Unchanged">How many that were asked for are planned like that already.</param>
/// <param name="Registered">Confirmed and waiting seats of those that change, as far as Registration has told.</param>
/// <param name="Released">How many of those that change are public: whoever is registered for them hears of it with the next release, of another status at once.</param>
/// <param name="Changes">What becomes another, by start.</param>
/// <param name="Refused">What cannot be planned like that, by start; where there is any, nothing at all is changed.</param>
public sealed record PlannedChanges(
    bool Preview, int Unchanged, int Registered, int Released, IReadOnlyList<ChangedActivity> Changes, IReadOnlyList<RefusedChange> Refused);

/// <summary>What becomes of one field.</summary>
/// <param name="Field">As the interface names it.</param>
/// <param name="Before">Left out where it has nothing now.</param>
/// <param name="After">Left out where it is to have nothing.</param>
public sealed record ChangedField(string Field, object? Before = null, object? After = null)
{
    internal static ChangedField Of(FieldChange change) => new(change.Field, change.Before, change.After);
}

/// <summary>An activity that is planned differently.</summary>
/// <param name="Changed">The fields of the plan that become others, venues and hosts by name; or the status.</param>
/// <param name="Clashes">Those that are accepted by the reason that was given; none where nothing clashes.</param>
/// <param name="Registered">Confirmed and waiting seats, as far as Registration has told.</param>
public sealed record ChangedActivity(
    ActivityId ActivityId, LocalizedText Title, IReadOnlyList<ChangedField> Changed, IReadOnlyList<Clash> Clashes, int Registered);

/// <summary>An activity that cannot be planned like that.</summary>
/// <param name="Code">The problem's code, for instance "clash".</param>
/// <param name="Reasons">Why, for people; at least one.</param>
/// <param name="Clashes">With what, where that is why.</param>
public sealed record RefusedChange(
    ActivityId ActivityId, LocalizedText Title, string Code, IReadOnlyList<Wording> Reasons, IReadOnlyList<Clash> Clashes);

/// <summary>Several activities are planned differently in one act: all of them or none.</summary>
public static class PlanChanges
{
    /// <param name="Refusal">Why nothing of it can be asked for at all; null where each activity says so itself.</param>
    public sealed record Outcome(PlannedChanges Changes, IReadOnlyList<StreamEvent> Events, Refusal? Refusal = null)
    {
        public static Outcome Refused(Refusal refusal) => new(new PlannedChanges(Preview: false, 0, 0, 0, [], []), [], refusal);
    }

    /// <param name="wanted">Each activity at most once.</param>
    /// <param name="overrideReason">Accepts clashes; null refuses them.</param>
    public static Outcome Decide(
        IEnumerable<WantedPlan> wanted, EditionPlan edition, string? overrideReason, string? reason, DateTimeOffset now)
    {
        var all = wanted.OrderBy(each => each.Activity.Plan!.StartsAt).ThenBy(each => each.Activity.Id).ToList();
        var different = all.Where(each => !each.Plan.IsSameAs(each.Activity.Plan!)).ToList();

        // Each is judged beside what the others become: two that change places are not in each other's way.
        var after = different
            .Where(each => each.Activity.Phase != Phase.Cancelled)
            .Aggregate(edition, (plan, each) => plan.With(each.Activity.ActivityId, each.Plan));
        var events = new List<StreamEvent>();
        var changed = new List<ChangedActivity>();
        var refused = new List<RefusedChange>();
        foreach (var (activity, plan) in different)
        {
            var decision = plan.FlawOfRegistration() is { } flaw
                ? Flaw.Refuse([flaw])
                : ReplanActivity.Decide(activity, plan, overrideReason, after, now, reason);
            if (decision.Refusal is { } refusal)
            {
                refused.Add(Of(activity, refusal));
                continue;
            }

            events.AddRange(decision.Events.Select(@event => new StreamEvent(activity.Id, @event)));
            changed.Add(new ChangedActivity(
                activity.ActivityId,
                plan.Title,
                plan.ChangesFrom(activity.Plan!).Select(field => ChangedField.Of(field.Named(edition.NameOf))).ToList(),
                plan.OccupiesTheSameAs(activity.Plan!) ? [] : after.ClashesOf(activity.ActivityId, plan),
                edition.RegisteredFor(activity.ActivityId)));
        }

        var released = different.Count(each => each.Activity.Public is not null);
        return new Outcome(
            new PlannedChanges(Preview: false, all.Count - different.Count, changed.Sum(each => each.Registered), released, changed, refused), events);
    }

    /// <summary>Confirmed and waiting seats, as far as Registration has told.</summary>
    internal static int RegisteredFor(this EditionPlan edition, ActivityId id) =>
        edition.Seats.TryGetValue(id, out var known) ? known.Confirmed + known.Waiting : 0;

    /// <summary>Of all that is planned in an edition: it grows with each change of the edition, its places, hosts and activities.</summary>
    internal static long VersionOf(EditionPlan edition, IEnumerable<Activity> activities) =>
        edition.Edition.StreamVersion
        + edition.Venues.Values.Sum(venue => venue.StreamVersion)
        + edition.Hosts.Values.Sum(host => host.StreamVersion)
        + activities.Sum(activity => activity.StreamVersion);

    internal static RefusedChange Of(Activity activity, Refusal refusal)
    {
        var flaws = Flaw.In(refusal).Values.SelectMany(reasons => reasons).ToList();
        return new RefusedChange(
            activity.ActivityId,
            activity.Plan!.Title,
            refusal.Problem.Code,
            flaws.Count > 0 ? flaws : [refusal.Problem.Wording],
            ActivityProblems.ClashesIn(refusal));
    }
}
