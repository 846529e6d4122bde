using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Feedback.Surveys;

/// <summary>What one attendee answered. Its stream's id is made from the link's token, and names nobody.</summary>
public sealed record Response : IState<Response>
{
    public static Response Initial { get; } = new();

    public Guid Id { get; set; }

    public ActivityId ActivityId { get; init; }

    /// <summary>The edition's id, to search by.</summary>
    public Guid EditionId { get; init; }

    public IReadOnlyDictionary<string, int> Scores { get; init; } = new Dictionary<string, int>();

    public string? Comment { get; init; }

    public bool IsGiven { get; init; }

    public Response Evolve(object @event) => @event switch
    {
        SurveyAnswered answered => this with
        {
            ActivityId = answered.ActivityId,
            EditionId = answered.EditionId.Value,
            Scores = answered.Scores,
            Comment = answered.Comment,
            IsGiven = true,
        },
        AnswerChanged changed => this with { Scores = changed.Scores, Comment = changed.Comment },
        _ => this,
    };
}
