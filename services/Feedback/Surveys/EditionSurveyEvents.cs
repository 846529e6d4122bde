using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Feedback.Questions;

namespace BusinessFocus.Feedback.Surveys;

/// <summary>What an organiser set for the survey of a whole edition.</summary>
/// <param name="Municipality">Whose edition it is; null where that was not told.</param>
/// <param name="OpensAt">UTC: when it is sent.</param>
/// <param name="IsAfterEnd">Whether nobody set the time: it goes when the edition's last activity has ended, also where that is moved to later.</param>
/// <param name="DaysOpen">For how long answers are taken, from when the first are invited.</param>
public sealed record EditionSurveyPlan(
    EditionId EditionId,
    string EditionSlug,
    string? Municipality,
    SurveyAudience Audience,
    Questionnaire Questionnaire,
    DateTimeOffset OpensAt,
    bool IsAfterEnd,
    int DaysOpen)
{
    /// <summary>What stands in place of an activity's facts.</summary>
    public SurveyedActivity Facts() => new(
        EditionId, EditionSlug, default(ActivityKind), EditionSurveys.TitleOf(Audience), [], IsCompleted: true, SourceVersion: 0, Municipality: Municipality)
    {
        Audience = Audience,
    };

    public bool IsSame(EditionSurveyPlan other) =>
        this with { Questionnaire = other.Questionnaire } == other && Questionnaire.AsksTheSameAs(other.Questionnaire);
}

/// <summary>An organiser set when an edition's survey is sent, and what it asks; or the end of the edition, after which it goes, was moved.</summary>
/// <param name="By">The <c>sub</c> of whoever did; null where the edition's end was moved.</param>
public sealed record EditionSurveyPlanned(EditionSurveyPlan Plan, string? By, DateTimeOffset At);

/// <summary>An edition's survey that had not been sent is not to be.</summary>
public sealed record EditionSurveyCancelled(string? By, DateTimeOffset At);

/// <summary>It is time: Registration is asked whom the survey asks.</summary>
public sealed record EditionAudienceWasRequested(SurveyId SurveyId, EditionId EditionId, SurveyAudience Audience, DateTimeOffset At);
