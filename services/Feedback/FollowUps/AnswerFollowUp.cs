using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>Who asked is told the answer, with a link by which they can say that it was none. The case stays until it is closed.</summary>
public static class AnswerFollowUp
{
    public const int LongestText = 4_000;

    /// <summary>How long who asked can say that it was no answer.</summary>
    private const int DaysToReopen = 30;

    /// <summary>The answer to a question.</summary>
    /// <param name="Answer">What who asked is told; at most 4,000 characters.</param>
    public sealed record Request(string Answer);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Answer).Text(LongestText);
    }

    /// <param name="newToken">A token that cannot be guessed, new at each call.</param>
    public static Decision Decide(FollowUp followUp, string by, string answer, Func<string> newToken, DateTimeOffset now) => followUp switch
    {
        { Exists: false } => FollowUpProblems.NoSuchFollowUp,
        { State: FollowUpState.Closed } => FollowUpProblems.Closed,
        { State: FollowUpState.Answered } when followUp.Answer == answer => Decision.Nothing,
        { State: FollowUpState.Answered } => FollowUpProblems.Answered,
        _ => Decision.Of(new FollowUpAnswered(
            followUp.EditionId, followUp.RegistrationId, by, answer, newToken(), now.AddDays(DaysToReopen), now, followUp.Visit)),
    };
}

/// <summary>
/// Mails the answer to who asked, with a link by which they can say for 30 days that it was none. The case is answered then, until it is closed
/// or opened again. The same answer again changes nothing; 409 <c>follow-up-answered</c> where another one was given, <c>follow-up-closed</c>.
/// For organisers, and for hosts whose area has it.
/// </summary>
public static class AnswerFollowUpEndpoint
{
    public static void MapAnswerFollowUp(this RouteGroupBuilder api) =>
        api.MapPost("/follow-ups/{id}/answer", HandleAsync)
            .Validates<AnswerFollowUp.Request>()
            .Only(FollowUpAccess.Staff)
            .WithTags("Follow-ups")
            .Audited()
            .WithName("answerFollowUp")
            .WithSummary("Answer a follow-up");

    private static Task<Results<Ok<FollowUpView>, ProblemHttpResult>> HandleAsync(
        FollowUpId id, IfMatch ifMatch, AnswerFollowUp.Request request, HttpContext context, FollowUpAccess access, TimeProvider clock, CancellationToken cancellationToken) =>
        access.DecideAsync(
            id,
            ifMatch.Expected,
            context,
            (followUp, _, by) => AnswerFollowUp.Decide(followUp, by, request.Answer, LinkToken.New, clock.GetUtcNow()),
            cancellationToken);
}
