namespace BusinessFocus.Contracts.Feedback;

/// <summary>An activity's survey can be answered.</summary>
/// <param name="ClosesAt">UTC: answers are taken until then.</param>
public sealed record SurveyOpened(SurveyId SurveyId, ActivityId ActivityId, EditionId EditionId, DateTimeOffset ClosesAt);

/// <summary>Somebody who came is asked: one link a registration.</summary>
/// <param name="Token">Opens the survey for this one registration; the link in the mail carries it.</param>
public sealed record AttendeeInvited(
    SurveyId SurveyId, ActivityId ActivityId, EditionId EditionId, RegistrationId RegistrationId, string Token, DateTimeOffset ClosesAt);

/// <summary>Somebody who was asked and has not answered is asked once more, and not again.</summary>
/// <param name="Token">The same that they were invited with.</param>
/// <param name="ClosesAt">UTC: after that there is nothing to remind of.</param>
public sealed record AttendeeReminded(
    SurveyId SurveyId, ActivityId ActivityId, EditionId EditionId, RegistrationId RegistrationId, string Token, DateTimeOffset ClosesAt);

/// <summary>A survey has one answer more. What was answered stays in Feedback.</summary>
public sealed record ResponseGiven(SurveyId SurveyId, ActivityId ActivityId, EditionId EditionId, DateTimeOffset At);

/// <summary>An attendee wants to be contacted.</summary>
/// <param name="Topic">The area of the question: an authority area, or null for the business office.</param>
public sealed record FollowUpRequested(
    FollowUpId FollowUpId, ActivityId ActivityId, EditionId EditionId, RegistrationId RegistrationId, string? Topic, DateTimeOffset At);

/// <summary>The case has its answer.</summary>
/// <param name="Answer">What the person who asked is told; null where nobody is left to be told. Personal data.</param>
public sealed record FollowUpClosed(
    FollowUpId FollowUpId, EditionId EditionId, RegistrationId RegistrationId, DateTimeOffset At, string? Answer = null);
