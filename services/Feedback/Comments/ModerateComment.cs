using System.Security.Claims;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Comments;

/// <summary>
/// An organiser shows a free text or hides it, says what it is about, and may take personal data out of it: then the text as it was
/// is gone from the events too.
/// </summary>
public static class ModerateComment
{
    /// <summary>What an organiser makes of a comment.</summary>
    /// <param name="State">shown or hidden; waiting is refused.</param>
    /// <param name="Text">The text without what must not be shown, at most 4,000 characters; left out, it stays as it is.</param>
    /// <param name="Topics">What it is about: at most 10, of 60 characters each, kept in small letters; left out, they stay as they are.</param>
    public sealed record Request(CommentState State, string? Text, IReadOnlyList<string>? Topics);

    public sealed class Validator : AbstractValidator<Request>
    {
        private const int MostTopics = 10;

        public Validator()
        {
            RuleFor(request => request.State).IsInEnum().NotEqual(CommentState.Waiting);
            RuleFor(request => request.Text).OptionalText(Questions.Questionnaire.LongestText);
            RuleFor(request => request.Topics).Must(topics => topics is null || topics.Count <= MostTopics)
                .WithMessage(_ => Languages.Choose($"Högst {MostTopics} ämnen.", $"At most {MostTopics} topics."));
            RuleForEach(request => request.Topics).Text(60);
        }
    }

    public static Decision Decide(Comment comment, Request request, string? by, DateTimeOffset now)
    {
        if (!comment.Exists)
        {
            return CommonProblems.NotFound;
        }

        var moderated = new CommentModerated(
            request.State,
            request.Text?.Trim() ?? comment.Text,
            request.Topics?.Select(topic => topic.Trim().ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal).ToList() ?? comment.Topics,
            by,
            now);
        return comment.State == moderated.State && comment.Text == moderated.Text && comment.Topics.SequenceEqual(moderated.Topics)
            ? Decision.Nothing
            : Decision.Of(moderated);
    }
}

/// <summary>
/// Shows a comment to hosts or hides it, says what it is about, and may take personal data out of it: the text as it was is then gone for good.
/// All of it can be changed again; the same again changes nothing. For organisers.
/// </summary>
public static class ModerateCommentEndpoint
{
    public static void MapModerateComment(this RouteGroupBuilder api) =>
        api.MapPost("/comments/{id}/moderate", HandleAsync)
            .Validates<ModerateComment.Request>()
            .Only(Roles.Organiser)
            .WithTags("Comments")
            .WithName("moderateComment")
            .WithSummary("Moderate a comment");

    /// <param name="id">The comment's id, as the list of comments has it.</param>
    private static async Task<Results<Ok<CommentView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ModerateComment.Request request,
        IfMatch ifMatch,
        ISessionFactory sessions,
        IDocumentStore store,
        ClaimsPrincipal asker,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var before = "";
        var decided = await sessions.DecideAsync<Comment>(
            id,
            ifMatch.Expected,
            comment =>
            {
                before = comment.Text;
                return ModerateComment.Decide(comment, request, asker.FindFirst("sub")?.Value, clock.GetUtcNow());
            },
            cancellationToken);
        if (decided.Refusal is null && decided.State.Text != before)
        {
            await store.MaskBeforeAsync(id, decided.Version, cancellationToken);
        }

        return decided.ToAnswer(response, CommentView.Of);
    }
}
