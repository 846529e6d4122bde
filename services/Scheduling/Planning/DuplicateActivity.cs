using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>An organiser plans an activity once more, as a draft: with all but the join link, which belongs to one meeting.</summary>
public static class DuplicateActivity
{
    /// <summary>What is to be otherwise; the body may be left out.</summary>
    /// <param name="StartsAt">ISO 8601 with offset; left out, at the same time.</param>
    /// <param name="EndsAt">ISO 8601 with offset, after the start; left out, it is as long as the other one.</param>
    /// <param name="Title">Left out, the same.</param>
    /// <param name="Override">Accepts clashes, with the reason.</param>
    /// <param name="Reason">Why, for whoever reads the new activity's history; at most 500 characters.</param>
    public sealed record Request(
        DateTimeOffset? StartsAt = null,
        DateTimeOffset? EndsAt = null,
        LocalizedText? Title = null,
        PlanActivity.OverrideRequest? Override = null,
        string? Reason = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.StartsAt).NotNull().When(request => request.EndsAt is not null);
            RuleFor(request => request.StartsAt).Moment();
            RuleFor(request => request.EndsAt).Moment().GreaterThan(request => request.StartsAt).When(request => request.StartsAt is not null);
            RuleFor(request => request.Title!.Sv).Text(200).When(request => request.Title is not null);
            RuleFor(request => request.Title!.En).OptionalText(200).When(request => request.Title is not null);
            RuleFor(request => request.Reason).OptionalText(500);
            RuleFor(request => request.Override!.Reason).Text(500).When(request => request.Override is not null);
        }
    }

    internal static Plan PlanOf(Plan original, Request request)
    {
        var startsAt = request.StartsAt ?? original.StartsAt;
        var moved = original.MovedTo(startsAt, request.EndsAt ?? startsAt + (original.EndsAt - original.StartsAt));
        return moved with { Title = request.Title ?? original.Title, JoinLink = null, Attendance = original.AttendedBy };
    }

    public static Decision Decide(ActivityId id, Activity original, Request request, EditionPlan edition, DateTimeOffset now)
    {
        var plan = PlanOf(original.Plan!, request);
        return plan.FlawOfRegistration() is { } flaw
            ? Flaw.Refuse([flaw])
            : PlanActivity.Decide(id, plan, request.Override?.Reason, edition, now, request.Reason);
    }
}

/// <summary>The endpoint of <see cref="DuplicateActivity"/>.</summary>
public static class DuplicateActivityEndpoint
{
    public static void MapDuplicateActivity(this RouteGroupBuilder api) =>
        api.MapPost("/activities/{id}/duplicate", HandleAsync)
            .Validates<DuplicateActivity.Request>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Activities")
            .WithName("duplicateActivity")
            .WithSummary("Plan an activity once more");

    /// <summary>
    /// Plans another activity like this one in the same edition, at the same time or another: a draft until the next release. A cancelled
    /// one can be planned once more too. The join link is left out, and so is the company whose visit it was.
    /// </summary>
    private static async Task<Results<Created<ActivityView>, ProblemHttpResult>> HandleAsync(
        ActivityId id,
        DuplicateActivity.Request? request,
        IfMatch ifMatch,
        ISessionFactory sessions,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionOfAsync(id, cancellationToken) is not { } edition
            || await session.LoadAsync<Activity>(id.Value, cancellationToken) is not { Plan: { } original } activity)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        if (ifMatch.Expected.Number is { } expected && expected != activity.StreamVersion)
        {
            return CommonProblems.Stale.With("version", activity.StreamVersion).ToAnswer();
        }

        var wanted = request ?? new DuplicateActivity.Request();
        var around = await session.LoadAroundAsync(edition, DuplicateActivity.PlanOf(original, wanted), cancellationToken);
        var newId = ActivityId.New();
        var decided = await session.DecideAndSaveAsync<Activity>(
            newId.Value, ExpectedVersion.Any, _ => DuplicateActivity.Decide(newId, activity, wanted, around, clock.GetUtcNow()), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        response.SetVersion(decided.Version);
        return TypedResults.Created($"/api/v1/activities/{newId}", ActivityView.ForOrganiser(decided.State, around));
    }
}
