using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Streams;
using BusinessFocus.Scheduling.Timetable;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using ActivityCancelled = BusinessFocus.Scheduling.Activities.ActivityCancelled;
using ActivityPlanned = BusinessFocus.Scheduling.Activities.ActivityPlanned;

namespace BusinessFocus.Scheduling.OpenHouse;

/// <summary>
/// An organiser cuts officers' periods anew: longer or shorter slots, other breaks. What somebody has booked stays where
/// it is, and the time around it is cut; a slot that nobody has booked is kept where the new cut has the same one, and
/// otherwise gives way. The same cut again changes nothing.
/// </summary>
public static class RecutOpenHouse
{
    /// <param name="Events">Of the slots that give way, and of the new ones.</param>
    /// <param name="Kept">Slots that stay as they are, booked or not.</param>
    /// <param name="Withdrawn">Slots that nobody had booked and that give way.</param>
    public sealed record Cut(IReadOnlyList<StreamEvent> Events, IReadOnlyList<ActivityId> Kept, IReadOnlyList<ActivityId> Withdrawn, Refusal? Refusal)
    {
        public static implicit operator Cut(Refusal refusal) => FromRefusal(refusal);

        public static Cut FromRefusal(Refusal refusal) => new([], [], [], refusal);
    }

    /// <param name="activities">All of the edition.</param>
    public static Cut Decide(
        CutOpenHouse.Request request, EditionPlan edition, IEnumerable<Activity> activities, Func<ActivityId> newId, DateTimeOffset now)
    {
        if (CutOpenHouse.UnknownOfficers(request, edition) is { } unknown)
        {
            return unknown;
        }

        var existing = activities.Where(activity => IsSlotIn(activity, request)).ToList();
        var kept = new List<ActivityId>();
        var withdrawn = new List<ActivityId>();
        var wanted = new List<Plan>();
        foreach (var officer in request.Officers)
        {
            var slots = existing.Where(activity => activity.Plan!.HostIds[0] == officer).ToList();
            var booked = slots.Where(slot => edition.IsBooked(slot.ActivityId)).ToList();
            var plans = Around(booked, request).Select(slot => CutOpenHouse.PlanOf(slot, edition.Hosts[officer], request)).ToList();
            kept.AddRange(booked.Select(slot => slot.ActivityId));
            foreach (var slot in slots.Except(booked))
            {
                var same = plans.FindIndex(plan => plan.IsSameAs(slot.Plan!));
                (same < 0 ? withdrawn : kept).Add(slot.ActivityId);
                if (same >= 0)
                {
                    plans.RemoveAt(same);
                }
            }

            wanted.AddRange(plans);
        }

        var without = edition with { Reservations = withdrawn.Aggregate(edition.Reservations, (reservations, id) => reservations.Without(id)) };
        var events = new List<StreamEvent>();
        foreach (var slot in existing.Where(slot => withdrawn.Contains(slot.ActivityId)))
        {
            events.Add(new StreamEvent(slot.Id, Withdraw(slot, edition.Edition.ReleaseVersion, now)));
        }

        var refusals = new List<Refusal>();
        foreach (var plan in wanted)
        {
            var id = newId();
            var decision = PlanActivity.Decide(id, plan, request.Override?.Reason, without, now);
            if (decision.Refusal is { } refusal)
            {
                refusals.Add(refusal);
                continue;
            }

            without = without.With(id, plan);
            events.AddRange(decision.Events.Select(@event => new StreamEvent(id.Value, @event)));
        }

        return refusals.Count > 0 ? CutOpenHouse.AllOf(refusals).Refusal! : new Cut(events, kept, withdrawn, null);
    }

    private static bool IsSlotIn(Activity activity, CutOpenHouse.Request request) =>
        activity is { Phase: Phase.Planned, Plan: { Kind: ActivityKind.OpenHouse, Capacity: > 0, HostIds: [var officer] } plan }
        && request.Officers.Contains(officer)
        && plan.StartsAt < request.EndsAt
        && request.StartsAt < plan.EndsAt;

    /// <summary>The slots that fit before, between and after what is booked, with the buffer to each.</summary>
    private static IEnumerable<Slot> Around(IEnumerable<Activity> booked, CutOpenHouse.Request request)
    {
        var length = TimeSpan.FromMinutes(request.SlotMinutes);
        var buffer = TimeSpan.FromMinutes(request.BufferMinutes);
        var from = request.StartsAt.ToUniversalTime();
        var until = request.EndsAt.ToUniversalTime();
        foreach (var plan in booked.Select(slot => slot.Plan!).OrderBy(plan => plan.StartsAt))
        {
            foreach (var slot in Slots.Cut(from, plan.StartsAt - buffer, length, buffer))
            {
                yield return slot;
            }

            from = plan.EndsAt + buffer > from ? plan.EndsAt + buffer : from;
        }

        foreach (var slot in Slots.Cut(from, until, length, buffer))
        {
            yield return slot;
        }
    }

    /// <summary>A slot that gives way leaves the programme altogether: nobody has to read that it is cancelled.</summary>
    private static ActivityCancelled Withdraw(Activity slot, int releaseVersion, DateTimeOffset now) => new(
        slot.Public is { } known
            ? known with { Status = ActivityStatus.Cancelled, CalendarSequence = known.CalendarSequence + 1, Visibility = Visibility.Unlisted }
            : null,
        Reason: null,
        releaseVersion,
        now);
}

/// <summary>The endpoint of <see cref="RecutOpenHouse"/>.</summary>
public static class RecutOpenHouseEndpoint
{
    /// <summary>What became of the slots.</summary>
    /// <param name="Slots">All slots that these officers have in the period now, by their start.</param>
    /// <param name="Planned">How many are new: drafts until the next release.</param>
    /// <param name="Kept">How many stay as they were, booked or not.</param>
    /// <param name="Withdrawn">How many that nobody had booked were taken away.</param>
    public sealed record Answer(int Planned, int Kept, int Withdrawn, IReadOnlyList<ActivityView> Slots);

    public static void MapRecutOpenHouse(this RouteGroupBuilder api) =>
        api.MapPut("/editions/{id}/open-house", HandleAsync)
            .Validates<CutOpenHouse.Request>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Activities")
            .WithName("recutOpenHouse")
            .WithSummary("Change the slots of an officer's day");

    /// <summary>
    /// Cuts officers' periods anew: longer or shorter slots, other breaks. A slot that somebody has booked or waits for stays, and the time
    /// around it is cut; one that nobody has booked stays where the new cut has the same one, and else is taken away at once, from the programme
    /// too, and nobody is told. New slots are drafts until the next release. The same cut again changes nothing. 409 <c>clash</c>, unless
    /// <c>override</c> gives a reason, or <c>edition-closed</c>: then nothing changes. For organisers and planners.
    /// </summary>
    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        EditionId id,
        CutOpenHouse.Request request,
        ISessionFactory sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionAsync(id, cancellationToken) is not { Aggregate: { } edition })
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var (plan, activities) = await session.LoadWholeAsync(edition, cancellationToken);
        var cut = RecutOpenHouse.Decide(request, plan, activities, ActivityId.New, clock.GetUtcNow());
        if (cut.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        foreach (var happened in cut.Events)
        {
            session.Events.Append(happened.Stream, happened.Event);
        }

        await session.SaveChangesAsync(cancellationToken);
        var kept = activities.Where(activity => cut.Kept.Contains(activity.ActivityId));
        var planned = cut.Events.Select(happened => happened.Event).OfType<ActivityPlanned>().Select(@event => Activity.Initial.After(@event)).ToList();
        return TypedResults.Ok(new Answer(
            planned.Count,
            cut.Kept.Count,
            cut.Withdrawn.Count,
            kept.Concat(planned).OrderBy(slot => slot.Plan!.StartsAt).Select(slot => ActivityView.ForOrganiser(slot, plan)).ToList()));
    }
}
