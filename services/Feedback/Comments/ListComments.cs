using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Comments;

/// <summary>A free text as those who moderate or read it see it.</summary>
/// <param name="Id">By what it is moderated.</param>
/// <param name="ActivityId">What it is about; left out where so few answered that it could be told whose it is.</param>
/// <param name="Question">The key of the question that it answers.</param>
/// <param name="Text">What was written, or what an organiser has left of it.</param>
/// <param name="Language">"sv" or "en": what the form was in.</param>
/// <param name="State">Whether an organiser has looked at it.</param>
/// <param name="Topics">What it is about, in small letters, as an organiser has said; empty before.</param>
/// <param name="PersonalData">Where it seems to have personal data, for a person to decide: more places than there are rather than fewer, but not all.</param>
public sealed record CommentView(
    Guid Id,
    ActivityId? ActivityId,
    string Question,
    string Text,
    string Language,
    CommentState State,
    IReadOnlyList<string> Topics,
    IReadOnlyList<PersonalDataFound> PersonalData)
{
    public static CommentView Of(Comment comment) => new(
        comment.Id, comment.ActivityId, comment.Question, comment.Text, comment.Language, comment.State, comment.Topics, Comments.PersonalData.In(comment.Text));
}

/// <summary>
/// What people wrote about an edition's activities, in pages, in an order that says nothing of when, with how many are about each topic.
/// Organisers see all, hosts only what an organiser has shown. Who wrote it nobody can tell. For organisers and hosts.
/// </summary>
public static class ListCommentsEndpoint
{
    /// <summary>A page of comments, and the topics of all that are shown.</summary>
    /// <param name="Items">By id, which is no order of their writing.</param>
    /// <param name="Next">The cursor for <c>?after=</c> of the next page; left out at the end.</param>
    /// <param name="Topics">How many shown texts of the edition are about each topic, whatever was asked for.</param>
    public sealed record Answer(IReadOnlyList<CommentView> Items, string? Next, IReadOnlyDictionary<string, int> Topics);

    public static void MapListComments(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{id}/comments", HandleAsync)
            .Validates<PageQuery>()
            .Only(Roles.Organiser, Roles.Host)
            .WithTags("Comments")
            .WithName("listComments")
            .WithSummary("List the comments of an edition");

    /// <param name="id">The edition's id or slug.</param>
    /// <param name="state">waiting, shown or hidden; left out for all. Hosts get those that are shown, whatever it says.</param>
    /// <param name="activity">Only about this activity; left out for all.</param>
    /// <param name="topic">Only about this topic, in small letters; left out for all.</param>
    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string id,
        [AsParameters] PageQuery page,
        string? state,
        ActivityId? activity,
        string? topic,
        HttpContext context,
        IQuerySession reads,
        CancellationToken cancellationToken)
    {
        if (state is not null && !EnumNames<CommentState>.All.ContainsKey(state))
        {
            return Problems.Invalid("state", EnumNames<CommentState>.Expected, EnumNames<CommentState>.Expected);
        }

        if (await reads.FindEditionAsync(id, cancellationToken) is not { } edition)
        {
            return SurveyProblems.NoSuchEdition.ToAnswer();
        }

        var comments = reads.Query<Comment>().Where(comment => comment.EditionId == edition.Value);
        var topics = await comments.Where(comment => comment.State == CommentState.Shown).Select(comment => comment.Topics).ToListAsync(cancellationToken);
        if ((context.User.IsInRole(Roles.Organiser) ? state : "shown") is { } wanted)
        {
            var only = EnumNames<CommentState>.All[wanted];
            comments = comments.Where(comment => comment.State == only);
        }

        if (activity is { } about)
        {
            comments = comments.Where(comment => comment.ActivityId == about);
        }

        if (topic is not null)
        {
            comments = comments.Where(comment => comment.Topics.Contains(topic));
        }

        if (page.KeyAs<Guid>() is { } after)
        {
            comments = comments.Where(comment => comment.Id > after);
        }

        var found = await comments.OrderBy(comment => comment.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        var one = page.Of(found, comment => comment.Id.ToString());
        return TypedResults.Ok(new Answer(
            [.. one.Items.Select(CommentView.Of)],
            one.Next,
            topics.SelectMany(each => each).GroupBy(each => each).OrderBy(each => each.Key, StringComparer.Ordinal).ToDictionary(each => each.Key, each => each.Count())));
    }
}
