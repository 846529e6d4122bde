using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Store;
using BusinessFocus.ServiceDefaults.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Activities;

/// <summary>An organiser plans an activity differently; the public sees it with the next release.</summary>
public static class ReplanActivity
{
    /// <param name="overrideReason">Accepts clashes; null refuses them.</param>
    /// <param name="reason">Why it is planned differently; may be null.</param>
    public static Decision Decide(
        Activity activity, Plan plan, string? overrideReason, EditionPlan edition, DateTimeOffset now, string? reason = null)
    {
        if (activity.Plan is not { } before)
        {
            return Decision.FromRefusal(CommonProblems.NotFound);
        }

        if (plan.IsSameAs(before))
        {
            return Decision.Nothing;
        }

        if (edition.Edition.Status == EditionStatus.Closed)
        {
            return Decision.FromRefusal(EditionProblems.Closed);
        }

        switch (activity.Phase)
        {
            case Phase.Cancelled:
                return Decision.FromRefusal(ActivityProblems.AlreadyCancelled);
            case Phase.Completed:
                return Decision.FromRefusal(ActivityProblems.AlreadyCompleted);
        }

        if (edition.FlawsOf(plan) is { Count: > 0 } flaws)
        {
            return ActivityProblems.Invalid(flaws);
        }

        // Whoever changes the title of what was accepted once has not to accept it again.
        var clashes = plan.OccupiesTheSameAs(before) ? [] : edition.ClashesOf(activity.ActivityId, plan);
        return clashes.Count > 0 && overrideReason is null
            ? ActivityProblems.Clash(clashes)
            : Decision.Of(new ActivityReplanned(plan, PlanActivity.Accepted(clashes, overrideReason), now, reason));
    }
}

/// <summary>The endpoint of <see cref="ReplanActivity"/>.</summary>
public static class ReplanActivityEndpoint
{
    public static void MapReplanActivity(this RouteGroupBuilder api) =>
        api.MapPut("/activities/{id}", HandleAsync)
            .Validates<PlanActivity.Request>()
            .Only(Roles.Organiser)
            .WithTags("Activities")
            .WithName("replanActivity");

    private static async Task<Results<Ok<ActivityView>, ProblemHttpResult>> HandleAsync(
        ActivityId id,
        PlanActivity.Request request,
        IfMatch ifMatch,
        ISessionFactory sessions,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionOfAsync(id, cancellationToken) is not { } edition)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var plan = request.AsPlan();
        var around = await session.LoadAroundAsync(edition, plan, cancellationToken);
        var decided = await session.DecideAsync<Activity>(
            id.Value,
            ifMatch,
            activity => ReplanActivity.Decide(activity, plan, request.Override?.Reason, around, clock.GetUtcNow(), request.Reason),
            cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.Problem == CommonProblems.Stale
                ? (await WhatChangedAsync(session, decided, ifMatch, cancellationToken)).ToAnswer()
                : refusal.ToAnswer();
        }

        await session.SaveChangesAsync(cancellationToken);
        response.SetVersion(decided.Version);
        var shown = await session.LoadForAsync(edition, [decided.State], cancellationToken);
        return TypedResults.Ok(ActivityView.ForOrganiser(decided.State, shown));
    }

    /// <summary>Tells whoever comes second in which fields the first has changed the plan.</summary>
    private static async Task<Refusal> WhatChangedAsync(
        IQuerySession reads, Decided<Activity> now, IfMatch ifMatch, CancellationToken cancellationToken)
    {
        var before = ifMatch.Version is > 0 and var known && known < now.Version
            ? await reads.Events.AggregateStreamAsync<Activity>(now.State.Id, version: known, token: cancellationToken)
            : null;
        return new Refusal(CommonProblems.Stale, new Dictionary<string, object?>
        {
            ["version"] = now.Version,
            ["changed"] = before is null ? null : Changed(before, now.State),
        });
    }

    /// <summary>The fields in which the activity has become another, as the interface names them.</summary>
    public static IReadOnlyList<string> Changed(Activity before, Activity now)
    {
        var changed = now.Plan!.DifferencesFrom(before.Plan!).ToList();
        if (now.Phase != before.Phase || now.PublicVersion != before.PublicVersion)
        {
            changed.Add("status");
        }

        return changed;
    }
}
