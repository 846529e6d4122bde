using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
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
    /// <summary>Why a case is opened again.</summary>
    /// <param name="Reason">Why it was no answer, or what the new question is; at most 4,000 characters.</param>
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
/// A case is opened again: by those who work with it, and by who asked with the token of their answer. The page that their mail leads to
/// has a form that does the same.
/// </summary>
public static class ReopenFollowUpEndpoint
{
    /// <summary>A case that is open again, without what only those who answer it see.</summary>
    /// <param name="Id">The case.</param>
    /// <param name="State">How it stands now.</param>
    /// <param name="DueAt">UTC: until when it has to be answered; left out where that was never said.</param>
    public sealed record Reopened(FollowUpId Id, FollowUpState State, DateTimeOffset? DueAt);

    public static void MapReopenFollowUp(this RouteGroupBuilder api)
    {
        api.MapPost("/follow-ups/{id}/reopen", HandleAsync)
            .Validates<ReopenFollowUp.Request>()
            .WithTags("Follow-ups")
            .Audited()
            .WithName("reopenFollowUp")
            .WithSummary("Reopen a follow-up");
        api.MapGet("/follow-ups/{id}/reopen", AskAsync)
            .WithTags("Follow-ups")
            .WithName("askToReopenFollowUp")
            .WithSummary("Show the page that reopens a follow-up")
            .AnswersAs(LinkPage.MediaType);
        api.MapPost("/follow-ups/{id}/reopen/form", HandleFormAsync)
            // The token in the address is the secret, and no cookie says who somebody is.
            .DisableAntiforgery()
            .ValidatesByItself<ReopenFollowUp.Request>()
            .WithTags("Follow-ups")
            .WithName("reopenFollowUpByForm")
            .WithSummary("Reopen a follow-up by the page")
            .AnswersAs(LinkPage.MediaType);
    }

    /// <summary>
    /// Opens an answered or closed case again, with all the days that the area has; the area is mailed. Organisers and hosts whose area has it
    /// say so; 409 <c>follow-up-open</c> where it waits for an answer, <c>follow-up-closed</c> where who asked is forgotten. Who asked says so
    /// by the token of the link in the answer, without signing in: for 30 days after the answer, then 409 <c>too-late-to-reopen</c>; a repeat
    /// changes nothing. All others get 404 <c>no-such-follow-up</c>. If-Match counts only for those who sign in.
    /// </summary>
    /// <param name="token">From the link in the answer, for who asked; also as the header X-Manage-Token. Left out by those who sign in.</param>
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

    /// <summary>
    /// The page that the link in an answer leads to, on which who asked can say that it was none; without signing in. Opening it changes
    /// nothing, its form does.
    /// </summary>
    /// <param name="token">From the link in the answer.</param>
    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> AskAsync(
        FollowUpId id, string? token, HttpResponse response, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        var followUp = await reads.LoadAsync<FollowUp>(id.Value, cancellationToken) ?? FollowUp.Initial;
        return ReopenFollowUp.WhyNot(followUp, token, clock.GetUtcNow()) is { } refusal ? refusal.ToAnswer()
            : followUp.IsWaiting ? ShowDone(response)
            : LinkPage.Show(
                response,
                Languages.Choose("Fick du inte svar?", "Did we not answer your question?"),
                Languages.Choose("Då öppnar vi ditt ärende igen och hör av oss.", "We will reopen your case and get in touch."),
                $"""
                <form method="post" action="reopen/form?token={Uri.EscapeDataString(token!)}">
                <label>{LinkPage.Encode(Languages.Choose("Vad saknas?", "What is missing?"))}
                <textarea name="reason" required maxlength="{AnswerFollowUp.LongestText}"></textarea></label>
                <button>{LinkPage.Encode(Languages.Choose("Öppna ärendet igen", "Reopen the case"))}</button>
                </form>
                """);
    }

    /// <summary>What the form of the page sends: it opens the case again, and a page says so. Programs send JSON to the call without form instead.</summary>
    /// <param name="token">From the link in the answer.</param>
    /// <param name="reason">Why it was no answer, or what the new question is; at most 4,000 characters.</param>
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
