using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>Nothing is left to do: it was answered, is answered with this, or needs no answer.</summary>
public static class CloseFollowUp
{
    /// <summary>How a case ends.</summary>
    /// <param name="Answer">What who asked is told, where they have not been, at most 4,000 characters; left out where there is nothing to tell.</param>
    /// <param name="Outcome">What came of it, for those who work with it, at most 4,000 characters; needed where there is no answer.</param>
    public sealed record Request(string? Answer = null, string? Outcome = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Answer).Text(AnswerFollowUp.LongestText).When(request => request.Answer is not null);
            RuleFor(request => request.Outcome).Text(AnswerFollowUp.LongestText).When(request => request.Outcome is not null);
        }
    }

    /// <param name="newToken">As for <see cref="AnswerFollowUp"/>.</param>
    public static Decision Decide(FollowUp followUp, string by, Request request, Func<string> newToken, DateTimeOffset now)
    {
        if (followUp is { Exists: false })
        {
            return FollowUpProblems.NoSuchFollowUp;
        }

        if (followUp.State == FollowUpState.Closed)
        {
            var isSame = !followUp.IsForgotten
                && followUp.Outcome == request.Outcome
                && (request.Answer is null || followUp.Answer == request.Answer);
            return isSame ? Decision.Nothing : FollowUpProblems.Closed;
        }

        var ended = new FollowUpEnded(
            followUp.EditionId, followUp.RegistrationId, by, request.Outcome, request.Answer is not null || !followUp.IsWaiting, now);
        if (request.Answer is not { } answer)
        {
            return followUp.IsWaiting && request.Outcome is null ? FollowUpProblems.NothingCameOfIt : Decision.Of(ended);
        }

        var answered = AnswerFollowUp.Decide(followUp, by, answer, newToken, now);
        return answered.Refusal is null ? Decision.Of([.. answered.Events, ended]) : answered;
    }
}

/// <summary>
/// Ends a case in which nothing is left to do: it was answered, is answered with this, which is mailed, or needs no answer, and then the outcome
/// says why (409 <c>outcome-missing</c>). The outcome is not told to who asked. The same again changes nothing; 409 <c>follow-up-closed</c>
/// where it was closed with other words, <c>follow-up-answered</c> where another answer was given. For organisers, and for hosts whose area has
/// it.
/// </summary>
public static class CloseFollowUpEndpoint
{
    public static void MapCloseFollowUp(this RouteGroupBuilder api) =>
        api.MapPost("/follow-ups/{id}/close", HandleAsync)
            .Validates<CloseFollowUp.Request>()
            .Only(FollowUpAccess.Staff)
            .WithTags("Follow-ups")
            .Audited()
            .WithName("closeFollowUp")
            .WithSummary("Close a follow-up");

    private static Task<Results<Ok<FollowUpView>, ProblemHttpResult>> HandleAsync(
        FollowUpId id, IfMatch ifMatch, CloseFollowUp.Request request, HttpContext context, FollowUpAccess access, TimeProvider clock, CancellationToken cancellationToken) =>
        access.DecideAsync(
            id,
            ifMatch.Expected,
            context,
            (followUp, _, by) => CloseFollowUp.Decide(followUp, by, request, LinkToken.New, clock.GetUtcNow()),
            cancellationToken);
}
