using System.Text.Json.Serialization;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Feedback.Comments;

/// <summary>Somebody wrote something. Who, and what else they answered, nobody can tell.</summary>
/// <param name="ActivityId">What it is about; null where so few answered that it could be told whose it is.</param>
/// <param name="Question">The question's key.</param>
/// <param name="Text">Empty where an organiser has shown it without the personal data that it had.</param>
/// <param name="Language">"sv" or "en": what the form was in.</param>
public sealed record CommentGiven(EditionId EditionId, ActivityId? ActivityId, string Question, string Text, string Language);

/// <summary>An organiser has looked at it.</summary>
/// <param name="Text">As it is shown.</param>
/// <param name="Topics">What it is about.</param>
/// <param name="By">The <c>sub</c> of whoever did.</param>
/// <param name="At">UTC.</param>
public sealed record CommentModerated(CommentState State, string Text, IReadOnlyList<string> Topics, string? By, DateTimeOffset At);

/// <summary>Whether an organiser has looked at a comment, and what came of it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CommentState>))]
public enum CommentState
{
    /// <summary>Nobody has looked at it.</summary>
    Waiting,

    /// <summary>Hosts read it too.</summary>
    Shown,

    /// <summary>Only organisers read it.</summary>
    Hidden,
}

/// <summary>A free text, until and after an organiser has looked at it.</summary>
public sealed record Comment : IState<Comment>
{
    public static Comment Initial { get; } = new();

    public Guid Id { get; set; }

    public bool Exists { get; init; }

    /// <summary>The edition's id, to search by.</summary>
    public Guid EditionId { get; init; }

    public ActivityId? ActivityId { get; init; }

    public string Question { get; init; } = "";

    public string Text { get; init; } = "";

    public string Language { get; init; } = "sv";

    public CommentState State { get; init; }

    public IReadOnlyList<string> Topics { get; init; } = [];

    public Comment Evolve(object @event) => @event switch
    {
        CommentGiven given => this with
        {
            Exists = true,
            EditionId = given.EditionId.Value,
            ActivityId = given.ActivityId,
            Question = given.Question,
            Text = given.Text,
            Language = given.Language,
        },
        CommentModerated moderated => this with { State = moderated.State, Text = moderated.Text, Topics = moderated.Topics },
        _ => this,
    };
}
