using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Timetable;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Planning;

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
            return Flaw.Refuse(flaws);
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
            .TakesBack<ActivityView>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Activities")
            .WithName("replanActivity")
            .WithSummary("Change the plan of an activity");

    /// <summary>
    /// Replaces the plan of an activity: what is left out is removed. The public sees it with the next release, and those who are registered are
    /// told then. What was read can be sent back; the same again changes nothing. 409 <c>clash</c> where it now needs other times, places, hosts
    /// or more seats, one of them cannot, and <c>override</c> gives no reason; 409 <c>activity-cancelled</c>, <c>activity-completed</c> or
    /// <c>edition-closed</c>. 412 tells in <c>changes</c> what others have changed since the version of If-Match. For organisers and planners.
    /// </summary>
    private static Task<Results<Ok<ActivityView>, ProblemHttpResult>> HandleAsync(
        ActivityId id,
        PlanActivity.Request request,
        IfMatch ifMatch,
        ISessionFactory sessions,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var plan = request.AsPlan();
        return sessions.ChangeActivityAsync(
            id,
            ifMatch.Expected,
            async (session, edition) =>
            {
                var around = await session.LoadAroundAsync(edition, plan, cancellationToken);
                return activity => ReplanActivity.Decide(activity, plan, request.Override?.Reason, around, clock.GetUtcNow(), request.Reason);
            },
            response,
            cancellationToken);
    }
}
