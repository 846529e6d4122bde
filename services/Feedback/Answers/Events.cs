using System.Text.Json.Serialization;
using BusinessFocus.Contracts;

namespace BusinessFocus.Feedback.Answers;

/// <summary>What somebody answered who knew that it is not anonymous.</summary>
/// <param name="Marks">By question: a number, an option's key, or several, each with a comma after it.</param>
/// <param name="Texts">By question. Personal data.</param>
public sealed record PersonallyAnswered(
    SurveyId SurveyId,
    ActivityId ActivityId,
    EditionId EditionId,
    RegistrationId RegistrationId,
    int QuestionnaireVersion,
    IReadOnlyDictionary<string, string> Marks,
    IReadOnlyDictionary<string, string> Texts,
    DateTimeOffset At);

/// <summary>Who answered is forgotten: what they wrote is gone.</summary>
public sealed record ResponseForgotten;

/// <summary>An answer from before there was a box; see <see cref="AnswerMigration"/>, which empties it.</summary>
public sealed record SurveyAnswered(
    SurveyId SurveyId, ActivityId ActivityId, EditionId EditionId, IReadOnlyDictionary<string, int> Scores, string? Comment, DateTimeOffset At)
{
    [JsonIgnore]
    public bool IsMasked => Scores.Count == 0 && Comment is null;

    public SurveyAnswered Masked() => this with { Scores = new Dictionary<string, int>(), Comment = null };
}

/// <summary>A changed answer from before there was a box.</summary>
public sealed record AnswerChanged(IReadOnlyDictionary<string, int> Scores, string? Comment, DateTimeOffset At)
{
    public AnswerChanged Masked() => this with { Scores = new Dictionary<string, int>(), Comment = null };
}
