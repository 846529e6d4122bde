using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>Somebody takes a case on.</summary>
public static class TakeFollowUp
{
    public static Decision Decide(FollowUp followUp, string by, DateTimeOffset now) => followUp switch
    {
        { Exists: false } => FollowUpProblems.NoSuchFollowUp,
        { State: FollowUpState.Closed } => FollowUpProblems.Closed,
        { State: FollowUpState.Answered } => FollowUpProblems.Answered,
        { State: FollowUpState.Taken } when followUp.TakenBy == by => Decision.Nothing,
        { State: FollowUpState.Taken } => FollowUpProblems.TakenByAnother,
        _ => Decision.Of(new FollowUpTaken(by, now)),
    };
}

/// <summary>
/// Says that the asker works with a case, so that nobody else does. To take it again changes nothing. 409 <c>taken-by-another</c>,
/// <c>follow-up-answered</c> or <c>follow-up-closed</c>. For organisers, and for hosts whose area has it.
/// </summary>
public static class TakeFollowUpEndpoint
{
    public static void MapTakeFollowUp(this RouteGroupBuilder api) =>
        api.MapPost("/follow-ups/{id}/take", HandleAsync)
            .Only(FollowUpAccess.Staff)
            .WithTags("Follow-ups")
            .Audited()
            .WithName("takeFollowUp")
            .WithSummary("Take on a follow-up");

    private static Task<Results<Ok<FollowUpView>, ProblemHttpResult>> HandleAsync(
        FollowUpId id, IfMatch ifMatch, HttpContext context, FollowUpAccess access, TimeProvider clock, CancellationToken cancellationToken) =>
        access.DecideAsync(id, ifMatch.Expected, context, (followUp, _, by) => TakeFollowUp.Decide(followUp, by, clock.GetUtcNow()), cancellationToken);
}
