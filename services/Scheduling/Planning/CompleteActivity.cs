using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using ActivityStatus = BusinessFocus.Contracts.Scheduling.ActivityStatus;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>
/// An organiser says that an activity has taken place, from its start on, also before its planned end: those who came can be asked.
/// Before its start it needs a reason.
/// </summary>
public static class CompleteActivity
{
    /// <summary>Needed only for an activity that has not begun; else the body may be left out.</summary>
    /// <param name="Override">Completes it although it has not begun, with the reason.</param>
    public sealed record Request(PlanActivity.OverrideRequest? Override = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Override!.Reason).Text(500).When(request => request.Override is not null);
    }

    /// <param name="overrideReason">Why although it has not begun; null refuses that.</param>
    public static Decision Decide(Activity activity, DateTimeOffset now, string? overrideReason = null) => activity switch
    {
        { Phase: Phase.Completed } => Decision.Nothing,
        { Phase: Phase.Cancelled } => Decision.FromRefusal(ActivityProblems.AlreadyCancelled),
        { Public: { } known } when now < known.StartsAt && overrideReason is null => ActivityProblems.NotBegun.With("startsAt", known.StartsAt),
        { Public: { } known } => Decision.Of(new ActivityCompleted(
            known with { Status = ActivityStatus.Completed, CalendarSequence = known.CalendarSequence + 1 },
            now,
            now < known.StartsAt ? overrideReason : null)),
        _ => Decision.FromRefusal(ActivityProblems.NotReleased),
    };

    /// <summary>After its end, where the edition says so. What was taken back is not done again: an organiser has looked at it.</summary>
    public static Decision ByItself(Activity activity, Edition edition, DateTimeOffset now) =>
        edition.CompletesByItself && activity is { Phase: Phase.Planned, WasReopened: false, Public: { } known } && known.EndsAt <= now
            ? Decide(activity, now)
            : Decision.Nothing;
}

/// <summary>The endpoint of <see cref="CompleteActivity"/>.</summary>
public static class CompleteActivityEndpoint
{
    public static void MapCompleteActivity(this RouteGroupBuilder api) =>
        api.MapPost("/activities/{id}/complete", HandleAsync)
            .Validates<CompleteActivity.Request>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Activities")
            .WithName("completeActivity")
            .WithSummary("Complete an activity");

    /// <summary>
    /// Says that a released activity has taken place, from its start on: those who came are sent the survey. Before its start 409
    /// <c>not-begun</c>, unless <c>override</c> gives a reason. To complete again changes nothing; 409 <c>not-released</c> for a draft,
    /// <c>activity-cancelled</c> for a cancelled one. For organisers and planners.
    /// </summary>
    private static Task<Results<Ok<ActivityView>, ProblemHttpResult>> HandleAsync(
        ActivityId id,
        CompleteActivity.Request? request,
        IfMatch ifMatch,
        ISessionFactory sessions,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken) =>
        sessions.ChangeActivityAsync(
            id,
            ifMatch.Expected,
            (activity, _) => CompleteActivity.Decide(activity, clock.GetUtcNow(), request?.Override?.Reason),
            response,
            cancellationToken);
}
