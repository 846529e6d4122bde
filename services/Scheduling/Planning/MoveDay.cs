using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Timetable;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>An organiser moves all activities that begin on a day to another day, in one act.</summary>
public static class MoveDay
{
    /// <summary>Where a day's activities move to.</summary>
    /// <param name="To">The new day, Europe/Stockholm: one of the edition's.</param>
    /// <param name="Override">Accepts all clashes that come of it, with the reason.</param>
    /// <param name="Reason">Why, for whoever reads the activities' history; at most 500 characters.</param>
    public sealed record Request(DateOnly To, PlanActivity.OverrideRequest? Override = null, string? Reason = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.To).GreaterThan(new DateOnly(1900, 1, 1)).LessThan(new DateOnly(9000, 1, 1));
            RuleFor(request => request.Reason).OptionalText(500);
            RuleFor(request => request.Override!.Reason).Text(500).When(request => request.Override is not null);
        }
    }

    /// <param name="activities">All of the edition.</param>
    public static PlanChanges.Outcome Decide(
        DateOnly day, Request request, EditionPlan edition, IEnumerable<Activity> activities, DateTimeOffset now)
    {
        var days = request.To.DayNumber - day.DayNumber;
        var moved = activities
            .Where(activity => activity.Phase != Phase.Cancelled && Stockholm.DayOf(activity.Plan!.StartsAt) == day)
            .Select(activity => new WantedPlan(activity, days == 0 ? activity.Plan! : activity.Plan!.MovedByDays(days)));
        return PlanChanges.Decide(moved, edition, request.Override?.Reason, request.Reason, now);
    }
}

/// <summary>The endpoint of <see cref="MoveDay"/>.</summary>
public static class MoveDayEndpoint
{
    public static void MapMoveDay(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/days/{date}/move", HandleAsync)
            .Validates<MoveDay.Request>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Activities")
            .WithName("moveDay")
            .WithSummary("Move all activities of a day");

    /// <summary>
    /// Moves every activity that begins on a day, and is not cancelled, to another day at the same time on the clock: all of them or none.
    /// What is in the way is answered activity by activity. Whoever is registered hears of it with the next release.
    /// A repeat finds nothing left to move, and changes nothing.
    /// </summary>
    /// <param name="date">The day to move, Europe/Stockholm.</param>
    /// <param name="preview">True shows what would change, and what is in the way, and stores nothing; its ETag, sent as If-Match, holds the change to that plan.</param>
    private static Task<Results<Ok<PlannedChanges>, ProblemHttpResult>> HandleAsync(
        EditionId id,
        DateOnly date,
        MoveDay.Request request,
        [FromQuery] bool? preview,
        IfMatch ifMatch,
        ISessionFactory sessions,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken) =>
        sessions.ChangePlanAsync(
            id,
            ifMatch.Expected,
            preview is true,
            (edition, activities) => MoveDay.Decide(date, request, edition, activities, clock.GetUtcNow()),
            response,
            cancellationToken);
}
