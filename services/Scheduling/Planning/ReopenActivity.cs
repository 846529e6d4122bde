using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using ActivityStatus = BusinessFocus.Contracts.Scheduling.ActivityStatus;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>An activity's survey that somebody has answered, as far as Feedback has told.</summary>
/// <param name="Id">The ActivityId's value.</param>
public sealed record AnsweredSurvey(Guid Id);

/// <summary>An organiser takes back that an activity has taken place, as long as nobody has answered its survey.</summary>
public static class ReopenActivity
{
    /// <summary>Why it is taken back that an activity has taken place; the body may be left out.</summary>
    /// <param name="Reason">Why, at most 1,000 characters; it stands in the history.</param>
    public sealed record Request(string? Reason = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Reason).OptionalText(1000);
    }

    /// <param name="isAnswered">Whether somebody has answered its survey.</param>
    public static Decision Decide(Activity activity, bool isAnswered, string? reason, DateTimeOffset now) => activity switch
    {
        { Phase: Phase.Cancelled } => Decision.FromRefusal(ActivityProblems.AlreadyCancelled),
        { Public: null } => Decision.FromRefusal(ActivityProblems.NotReleased),
        { Phase: Phase.Planned } => Decision.Nothing,
        _ when isAnswered => Decision.FromRefusal(ActivityProblems.SurveyAnswered),
        { Public: { } known } => Decision.Of(new ActivityReopened(
            known with { Status = ActivityStatus.Released, CalendarSequence = known.CalendarSequence + 1 }, reason, now)),
    };
}

/// <summary>The endpoint of <see cref="ReopenActivity"/>.</summary>
public static class ReopenActivityEndpoint
{
    public static void MapReopenActivity(this RouteGroupBuilder api) =>
        api.MapPost("/activities/{id}/reopen", HandleAsync)
            .Validates<ReopenActivity.Request>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Activities")
            .WithName("reopenActivity")
            .WithSummary("Open a completed activity again");

    /// <summary>
    /// Takes back that an activity has taken place, as long as nobody has answered its survey; then 409 <c>survey-answered</c>. Its survey is
    /// closed, and those who came are sent another one when it is completed again, which only an organiser or planner does then. One that is not
    /// completed stays as it is; 409 <c>activity-cancelled</c> or <c>not-released</c>. For organisers and planners.
    /// </summary>
    private static async Task<Results<Ok<ActivityView>, ProblemHttpResult>> HandleAsync(
        ActivityId id,
        ReopenActivity.Request? request,
        IfMatch ifMatch,
        ISessionFactory sessions,
        IQuerySession reads,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        // An answer that was given in this moment is kept by Feedback, which then keeps the survey open.
        var isAnswered = await reads.LoadAsync<AnsweredSurvey>(id.Value, cancellationToken) is not null;
        return await sessions.ChangeActivityAsync(
            id,
            ifMatch.Expected,
            (activity, _) => ReopenActivity.Decide(activity, isAnswered, request?.Reason, clock.GetUtcNow()),
            response,
            cancellationToken);
    }
}
