using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Store;
using BusinessFocus.ServiceDefaults.Tokens;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>A case has its answer.</summary>
public static class CloseFollowUp
{
    /// <param name="Answer">What came of it.</param>
    public sealed record Request(string Answer);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Answer).Text(4_000);
    }

    public static Decision Decide(FollowUp followUp, string by, string answer, DateTimeOffset now) => followUp switch
    {
        { Exists: false } => FollowUpProblems.NoSuchFollowUp,
        { State: FollowUpState.Closed } when followUp.Answer == answer => Decision.Nothing,
        { State: FollowUpState.Closed } => FollowUpProblems.Closed,
        _ => Decision.Of(new FollowUpDone(followUp.EditionId, followUp.RegistrationId, by, answer, now)),
    };
}

/// <summary><c>POST /follow-ups/{id}/close</c>.</summary>
public static class CloseFollowUpEndpoint
{
    public static void MapCloseFollowUp(this RouteGroupBuilder api) =>
        api.MapPost("/follow-ups/{id}/close", HandleAsync)
            .Validates<CloseFollowUp.Request>()
            .Only(Roles.Organiser)
            .WithTags("Follow-ups")
            .WithName("closeFollowUp");

    private static async Task<Results<Ok<FollowUpView>, ProblemHttpResult>> HandleAsync(
        FollowUpId id, IfMatch ifMatch, CloseFollowUp.Request request, HttpContext context, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        var by = context.User.Identity!.Name!;
        var decided = await sessions.DecideAsync<FollowUp>(
            id.Value, ifMatch, followUp => CloseFollowUp.Decide(followUp, by, request.Answer, clock.GetUtcNow()), cancellationToken);
        context.Response.SetVersion(decided.Version);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.Ok(FollowUpView.Of(decided.State));
    }
}
