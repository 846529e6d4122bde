using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Areas;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>Another area answers it. It is open there until somebody takes it; who asked keeps the date that they were promised.</summary>
public static class MoveFollowUp
{
    /// <summary>Which area answers it from now on.</summary>
    /// <param name="Area">The key of the area, at most 40 characters.</param>
    public sealed record Request(string Area);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Area).NotEmpty().MaximumLength(40);
    }

    /// <param name="area">Null where there is none of that name.</param>
    public static Decision Decide(FollowUp followUp, Area? area, string by, DateTimeOffset now) => followUp switch
    {
        { Exists: false } => FollowUpProblems.NoSuchFollowUp,
        { State: FollowUpState.Closed } => FollowUpProblems.Closed,
        { State: FollowUpState.Answered } => FollowUpProblems.Answered,
        _ when area is null => FollowUpProblems.NoSuchArea,
        _ when followUp.Area == area.Key => Decision.Nothing,
        _ => Decision.Of(new FollowUpMoved(followUp.ActivityId, followUp.EditionId, area.Facts, followUp.DueAt, by, now)),
    };
}

/// <summary>
/// Hands a case over to another area, which is mailed. It is open there until somebody takes it on; who asked keeps the date that they were
/// promised, and is not told. To the area that has it, nothing changes. 409 <c>no-such-follow-up-area</c>, <c>follow-up-answered</c> or
/// <c>follow-up-closed</c>. For organisers, and for hosts whose area has it.
/// </summary>
public static class MoveFollowUpEndpoint
{
    public static void MapMoveFollowUp(this RouteGroupBuilder api) =>
        api.MapPost("/follow-ups/{id}/move", HandleAsync)
            .Validates<MoveFollowUp.Request>()
            .Only(FollowUpAccess.Staff)
            .WithTags("Follow-ups")
            .Audited()
            .WithName("moveFollowUp")
            .WithSummary("Hand a follow-up over to another area");

    private static Task<Results<Ok<FollowUpView>, ProblemHttpResult>> HandleAsync(
        FollowUpId id, IfMatch ifMatch, MoveFollowUp.Request request, HttpContext context, FollowUpAccess access, TimeProvider clock, CancellationToken cancellationToken) =>
        access.DecideAsync(
            id,
            ifMatch.Expected,
            context,
            (followUp, areas, by) => MoveFollowUp.Decide(followUp, areas.Find(request.Area), by, clock.GetUtcNow()),
            cancellationToken);
}
