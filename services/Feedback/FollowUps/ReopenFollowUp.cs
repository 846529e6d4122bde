using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Feedback.Areas;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>
/// It was no answer, or brought a new question: the case is open again, with all the days that the area has. Somebody who
/// works with it can say so, and, for a while, who asked by the link in their answer.
/// </summary>
public static class ReopenFollowUp
{
    /// <param name="Reason">Why.</param>
    public sealed record Request(string Reason);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Reason).Text(AnswerFollowUp.LongestText);
    }

    /// <summary>Somebody who works with it says so.</summary>
    public static Decision Decide(FollowUp followUp, Area area, string by, string reason, DateTimeOffset now) => followUp switch
    {
        { Exists: false } => FollowUpProblems.NoSuchFollowUp,
        { IsForgotten: true } => FollowUpProblems.Closed,
        { IsWaiting: true } => FollowUpProblems.StillOpen,
        _ => Again(followUp, area, by, reason, now),
    };

    /// <summary>Who asked says so, as often as they like: it is the same until there is a new answer.</summary>
    public static Decision DecideByLink(FollowUp followUp, Area area, string token, string reason, DateTimeOffset now) =>
        WhyNot(followUp, token, now) is { } refusal ? refusal
        : followUp.IsWaiting ? Decision.Nothing
        : Again(followUp, area, null, reason, now);

    /// <summary>Why the link opens nothing; null where it does. Of a case that is not theirs nobody hears that it is.</summary>
    public static Problem? WhyNot(FollowUp followUp, string? token, DateTimeOffset now) =>
        string.IsNullOrEmpty(token) || followUp.ReopenHash is null || followUp.ReopenHash != LinkToken.HashOf(token) ? FollowUpProblems.NoSuchFollowUp
        : now >= followUp.ReopenableUntil ? FollowUpProblems.TooLateToReopen
        : null;

    private static Decision Again(FollowUp followUp, Area area, string? by, string reason, DateTimeOffset now) => Decision.Of(new FollowUpAskedAgain(
        followUp.ActivityId, followUp.EditionId, area.Facts, WorkingDays.EndOf(now, area.DaysToAnswer), by, reason, now));
}

/// <summary>
/// <c>POST /follow-ups/{id}/reopen</c>: for those who work with it, and by <c>?token=</c> or <c>X-Manage-Token</c> for who
/// asked. <c>GET</c> with the token is the page that their mail leads to, whose form does the same.
/// </summary>
public static class ReopenFollowUpEndpoint
{
    /// <summary>What either is told: not more than who asked knows.</summary>
    public sealed record Reopened(FollowUpId Id, FollowUpState State, DateTimeOffset? DueAt);

    public static void MapReopenFollowUp(this RouteGroupBuilder api)
    {
        api.MapPost("/follow-ups/{id}/reopen", HandleAsync)
            .Validates<ReopenFollowUp.Request>()
            .WithTags("Follow-ups")
            .Audited()
            .WithName("reopenFollowUp");
        api.MapGet("/follow-ups/{id}/reopen", AskAsync)
            .WithTags("Follow-ups")
            .WithName("askToReopenFollowUp")
            .AnswersAs(LinkPage.MediaType);
        api.MapPost("/follow-ups/{id}/reopen/form", HandleFormAsync)
            // The token in the address is the secret, and no cookie says who somebody is.
            .DisableAntiforgery()
            .ValidatesByItself<ReopenFollowUp.Request>()
            .WithTags("Follow-ups")
            .WithName("reopenFollowUpByForm")
            .AnswersAs(LinkPage.MediaType);
    }

    /// <param name="token">The answer's own, unless somebody asks who works with it; also as the header X-Manage-Token.</param>
    private static async Task<Results<Ok<Reopened>, ProblemHttpResult>> HandleAsync(
        FollowUpId id,
        string? token,
        IfMatch ifMatch,
        ReopenFollowUp.Request request,
        HttpContext context,
        FollowUpAccess access,
        ISessionFactory sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (FollowUpAccess.Staff.Any(context.User.IsInRole))
        {
            var answer = await access.DecideAsync(
                id,
                ifMatch.Expected,
                context,
                (followUp, areas, by) => ReopenFollowUp.Decide(followUp, areas.For(followUp.Area), by, request.Reason, clock.GetUtcNow()),
                cancellationToken);
            return answer.Result is Ok<FollowUpView> { Value: { } view }
                ? TypedResults.Ok(new Reopened(id, view.State, view.DueAt))
                : (ProblemHttpResult)answer.Result;
        }

        var (state, refusal) = await ReopenAsync(
            id, token ?? context.Request.Headers[ManageTokenHeader.Name].ToString(), request.Reason, sessions, clock, cancellationToken);
        return refusal is not null ? refusal.ToAnswer() : TypedResults.Ok(new Reopened(id, state.State, state.DueAt));
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> AskAsync(
        FollowUpId id, string? token, HttpResponse response, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        var followUp = await reads.LoadAsync<FollowUp>(id.Value, cancellationToken) ?? FollowUp.Initial;
        return ReopenFollowUp.WhyNot(followUp, token, clock.GetUtcNow()) is { } refusal ? refusal.ToAnswer()
            : followUp.IsWaiting ? ShowDone(response)
            : LinkPage.Show(
                response,
                Languages.Choose("Fick du inte svar?", "Was that no answer?"),
                Languages.Choose("Då öppnar vi ditt ärende igen och hör av oss.", "Then we open your case again and get in touch."),
                $"""
                <form method="post" action="reopen/form?token={Uri.EscapeDataString(token!)}">
                <label>{LinkPage.Encode(Languages.Choose("Vad saknas?", "What is missing?"))}
                <textarea name="reason" required maxlength="{AnswerFollowUp.LongestText}"></textarea></label>
                <button>{LinkPage.Encode(Languages.Choose("Öppna ärendet igen", "Reopen the case"))}</button>
                </form>
                """);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> HandleFormAsync(
        FollowUpId id,
        string? token,
        [FromForm] string? reason,
        HttpResponse response,
        IValidator<ReopenFollowUp.Request> validator,
        ISessionFactory sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var request = new ReopenFollowUp.Request(VisibleText.Of(reason ?? ""));
        var flaws = await validator.ValidateAsync(request, cancellationToken);
        if (!flaws.IsValid)
        {
            return Problems.Invalid(flaws.ToDictionary());
        }

        var (_, refusal) = await ReopenAsync(id, token, request.Reason, sessions, clock, cancellationToken);
        return refusal is not null ? refusal.ToAnswer() : ShowDone(response);
    }

    private static ContentHttpResult ShowDone(HttpResponse response) => LinkPage.Show(
        response,
        Languages.Choose("Ärendet är öppet igen", "The case is open again"),
        Languages.Choose("Vi hör av oss.", "We will get in touch."));

    private static async Task<(FollowUp State, Refusal? Refusal)> ReopenAsync(
        FollowUpId id, string? token, string reason, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var reads = sessions.QuerySession();
        var areas = await KnownAreas.ReadAsync(reads, cancellationToken);
        var decided = await sessions.DecideAsync<FollowUp>(
            id.Value,
            ExpectedVersion.Any,
            followUp => ReopenFollowUp.DecideByLink(followUp, areas.For(followUp.Area), token ?? "", reason, clock.GetUtcNow()),
            cancellationToken);
        return (decided.State, decided.Refusal);
    }
}
