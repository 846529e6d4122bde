using System.Collections.Immutable;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using UUIDNext;

namespace BusinessFocus.Feedback.Questions;

/// <summary>An organiser gave a kind of activity other questions.</summary>
/// <param name="By">The <c>sub</c> of whoever did.</param>
/// <param name="At">UTC.</param>
public sealed record QuestionsChanged(ActivityKind Kind, Questionnaire Questionnaire, string? By, DateTimeOffset At);

/// <summary>What the surveys of a kind of activity ask, with all that they have asked.</summary>
public sealed record SurveyTemplate : IState<SurveyTemplate>
{
    private static readonly Guid Templates = new("a3c1f7b0-57d6-4c3c-9d3e-0b6e2f6f1c55");

    public static SurveyTemplate Initial { get; } = new();

    public Guid Id { get; set; }

    /// <summary>The oldest first; the last is in force.</summary>
    public ImmutableList<Questionnaire> Versions { get; init; } = [Questionnaire.Standard];

    public Questionnaire Current => Versions[^1];

    public static Guid IdOf(ActivityKind kind) => Uuid.NewNameBased(Templates, kind.ToString());

    /// <summary>What a survey of this version asks; what is in force for one that nobody has answered.</summary>
    public Questionnaire Of(int? version) => Versions.FirstOrDefault(each => each.Version == version) ?? Current;

    public SurveyTemplate Evolve(object @event) => @event switch
    {
        QuestionsChanged changed => this with { Versions = Versions.Add(changed.Questionnaire) },
        _ => this,
    };
}
