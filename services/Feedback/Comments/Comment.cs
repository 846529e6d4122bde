using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Feedback.Comments;

/// <summary>Somebody wrote something. Who, and what else they answered, nobody can tell.</summary>
/// <param name="ActivityId">What it is about; null where so few answered that it could be told whose it is.</param>
/// <param name="Question">The question's key.</param>
/// <param name="Language">"sv" or "en": what the form was in.</param>
public sealed record CommentGiven(EditionId EditionId, ActivityId? ActivityId, string Question, string Text, string Language);

/// <summary>A free text, until and after an organiser has looked at it.</summary>
public sealed record Comment : IState<Comment>
{
    public static Comment Initial { get; } = new();

    public Guid Id { get; set; }

    /// <summary>The edition's id, to search by.</summary>
    public Guid EditionId { get; init; }

    public ActivityId? ActivityId { get; init; }

    public string Question { get; init; } = "";

    public string Text { get; init; } = "";

    public string Language { get; init; } = "sv";

    public Comment Evolve(object @event) => @event switch
    {
        CommentGiven given => this with
        {
            EditionId = given.EditionId.Value,
            ActivityId = given.ActivityId,
            Question = given.Question,
            Text = given.Text,
            Language = given.Language,
        },
        _ => this,
    };
}
