using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Surveys;

/// <summary>An organiser closes a survey before its time: nothing more is taken, and all that is in its box is counted.</summary>
public static class CloseSurvey
{
    public static Decision Decide(Survey survey, string? by, DateTimeOffset now) => survey switch
    {
        { ClosesAt: null } => SurveyProblems.NotOpened,
        { ClosesAt: { } closesAt } when closesAt <= now => Decision.Nothing,
        _ => Decision.Of(new SurveyWasClosed(by, now)),
    };
}

/// <summary>
/// Closes the survey of an activity before its time: no more answers are taken, nobody is reminded, and what waits to be counted is, seven
/// answers at a time at least. One that is closed stays as it is. 404 <c>survey-not-opened</c> where there is none yet. For organisers.
/// </summary>
public static class CloseSurveyEndpoint
{
    /// <summary>A survey that takes no more answers.</summary>
    /// <param name="ActivityId">What it asks about.</param>
    /// <param name="ClosedAt">UTC: since when no more answers are taken.</param>
    public sealed record Closed(ActivityId ActivityId, DateTimeOffset ClosedAt);

    public static void MapCloseSurvey(this RouteGroupBuilder api) =>
        api.MapPost("/activities/{id}/survey/close", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Surveys")
            .WithName("closeSurvey")
            .WithSummary("Close a survey");

    private static async Task<Results<Ok<Closed>, ProblemHttpResult>> HandleAsync(
        ActivityId id, HttpContext context, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        var decided = await sessions.DecideAsync<Survey>(
            id.Value, ExpectedVersion.Any, survey => CloseSurvey.Decide(survey, context.User.Identity!.Name, clock.GetUtcNow()), cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.Ok(new Closed(id, decided.State.ClosesAt!.Value));
    }
}
