using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Feedback.Surveys;

/// <summary>What Feedback knows of an activity, from Scheduling.</summary>
/// <param name="SourceVersion">The activity's version there: an older one is ignored.</param>
public sealed record ActivityFacts(
    EditionId EditionId, string EditionSlug, ActivityKind Kind, LocalizedText Title, IReadOnlyList<string> Topics, bool IsCompleted, long SourceVersion);

public sealed record ActivityHeardOf(ActivityFacts Facts);

/// <param name="SourceVersion">The version of the seats' stream in Registration.</param>
public sealed record AttendeeCame(RegistrationId RegistrationId, bool IsMember, long SourceVersion);

/// <summary>The check-in was taken back.</summary>
public sealed record AttendeeDidNotCome(RegistrationId RegistrationId, long SourceVersion);

/// <param name="QuestionnaireVersion">The questions that it keeps.</param>
/// <param name="ClosesAt">UTC.</param>
public sealed record SurveyWasOpened(SurveyId SurveyId, ActivityId ActivityId, EditionId EditionId, int QuestionnaireVersion, DateTimeOffset ClosesAt);

/// <param name="Token">Opens the survey; the mail carries it, so the event must. Answers are found by its hash only.</param>
/// <param name="At">UTC; null where it was not noted: long ago.</param>
public sealed record AttendeeWasInvited(
    SurveyId SurveyId,
    ActivityId ActivityId,
    EditionId EditionId,
    RegistrationId RegistrationId,
    string Token,
    DateTimeOffset ClosesAt,
    DateTimeOffset? At = null);

/// <summary>Somebody who was invited had not answered, and is asked once more.</summary>
/// <param name="Token">The invitation's: the mail carries it again.</param>
public sealed record AttendeeWasReminded(
    SurveyId SurveyId, ActivityId ActivityId, EditionId EditionId, RegistrationId RegistrationId, string Token, DateTimeOffset ClosesAt);

/// <summary>Whoever was invited long enough before this moment has been reminded, where there was a need. It does not say who had answered.</summary>
public sealed record RemindersWereSent(DateTimeOffset At);

/// <summary>Somebody answered for the first time.</summary>
/// <param name="Scores">By the questions' keys.</param>
/// <param name="Comment">Free text.</param>
public sealed record SurveyAnswered(
    SurveyId SurveyId, ActivityId ActivityId, EditionId EditionId, IReadOnlyDictionary<string, int> Scores, string? Comment, DateTimeOffset At);

/// <summary>The answer was changed: the new one counts.</summary>
public sealed record AnswerChanged(IReadOnlyDictionary<string, int> Scores, string? Comment, DateTimeOffset At);
