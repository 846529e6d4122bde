using System.Text.Json.Serialization;

namespace BusinessFocus.Contracts.Feedback;

/// <summary>Whom a survey of a whole edition asks, each person once.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SurveyAudience>))]
public enum SurveyAudience
{
    /// <summary>Who came to anything in the edition.</summary>
    Participants,

    /// <summary>Who had seats and came to nothing. Who cancelled is not among them.</summary>
    NoShows,
}

/// <summary>An activity's survey can be answered.</summary>
/// <param name="ClosesAt">UTC: answers are taken until then.</param>
public sealed record SurveyOpened(SurveyId SurveyId, ActivityId ActivityId, EditionId EditionId, DateTimeOffset ClosesAt);

/// <summary>Somebody who came is asked: one link a registration.</summary>
/// <param name="Token">Opens the survey for this one registration; the link in the mail carries it.</param>
/// <param name="Audience">Of the survey of a whole edition, of whose people this is one; null for that of the activity, and in what was told before there were others.</param>
public sealed record AttendeeInvited(
    SurveyId SurveyId,
    ActivityId ActivityId,
    EditionId EditionId,
    RegistrationId RegistrationId,
    string Token,
    DateTimeOffset ClosesAt,
    SurveyAudience? Audience = null);

/// <summary>A survey of a whole edition is to be sent: Registration says whom it asks, as it is when this is heard.</summary>
/// <param name="At">UTC.</param>
public sealed record SurveyAudienceRequested(SurveyId SurveyId, EditionId EditionId, SurveyAudience Audience, DateTimeOffset At);

/// <summary>A visit to a company has taken place: the company is asked what it thought and what was promised, and the delegation what it promised.</summary>
/// <param name="CompanyToken">Opens the company's questions; the link in its letter carries it.</param>
/// <param name="DelegationToken">Opens the delegation's questions, one answer for all of it; the link in the hosts' letters carries it.</param>
/// <param name="ClosesAt">UTC: answers are taken until then.</param>
public sealed record VisitSurveyed(
    SurveyId SurveyId,
    VisitRequestId VisitRequestId,
    ActivityId ActivityId,
    EditionId EditionId,
    string CompanyToken,
    string DelegationToken,
    DateTimeOffset ClosesAt);

/// <summary>A side of a visit that was asked and has not told of it is asked once more, and not again.</summary>
/// <param name="CompanyToken">The same that the company was asked with; null where it has told.</param>
/// <param name="DelegationToken">The same that the delegation was asked with; null where it has told.</param>
/// <param name="ClosesAt">UTC: after that there is nothing to remind of.</param>
public sealed record VisitReminded(
    SurveyId SurveyId,
    VisitRequestId VisitRequestId,
    ActivityId ActivityId,
    EditionId EditionId,
    string? CompanyToken,
    string? DelegationToken,
    DateTimeOffset ClosesAt);

/// <summary>Somebody who was asked and has not answered is asked once more, and not again.</summary>
/// <param name="Token">The same that they were invited with.</param>
/// <param name="ClosesAt">UTC: after that there is nothing to remind of.</param>
public sealed record AttendeeReminded(
    SurveyId SurveyId, ActivityId ActivityId, EditionId EditionId, RegistrationId RegistrationId, string Token, DateTimeOffset ClosesAt);

/// <summary>
/// An activity had not taken place after all, and nobody had answered: the invitations that were sent until then no longer open anything.
/// When it has taken place, everybody who came is invited anew.
/// </summary>
/// <param name="InvitedUntil">UTC: an invitation that closes then or before is one of those.</param>
public sealed record SurveyWithdrawn(SurveyId SurveyId, ActivityId ActivityId, EditionId EditionId, DateTimeOffset InvitedUntil, DateTimeOffset At);

/// <summary>A survey has one answer more. What was answered stays in Feedback.</summary>
public sealed record ResponseGiven(SurveyId SurveyId, ActivityId ActivityId, EditionId EditionId, DateTimeOffset At);

/// <summary>An attendee wants to be contacted, or whom they met has something to do for them. What was said stays in Feedback.</summary>
/// <param name="Topic">The area of the question: an authority area, or null for the business office.</param>
/// <param name="Area">Who answers it.</param>
/// <param name="DueAt">UTC: until when.</param>
/// <param name="ByHost">Whether an officer opened it after a conversation, and not the attendee.</param>
/// <param name="Visit">After which visit to a company, which has no registration; null after anything else, and in messages from before it was told.</param>
public sealed record FollowUpRequested(
    FollowUpId FollowUpId,
    ActivityId ActivityId,
    EditionId EditionId,
    RegistrationId RegistrationId,
    string? Topic,
    DateTimeOffset At,
    FollowUpArea? Area = null,
    DateTimeOffset? DueAt = null,
    bool ByHost = false,
    VisitRequestId? Visit = null);

/// <summary>The case has its answer, or was closed without one to tell.</summary>
/// <param name="Answer">What the person who asked is told; null where nobody is left to be told, or all was. Personal data.</param>
/// <param name="ReopenToken">By it the person can say that it was no answer; the link in the mail carries it.</param>
/// <param name="ReopenableUntil">UTC: until when.</param>
/// <param name="Visit">As for <see cref="FollowUpRequested"/>.</param>
public sealed record FollowUpClosed(
    FollowUpId FollowUpId,
    EditionId EditionId,
    RegistrationId RegistrationId,
    DateTimeOffset At,
    string? Answer = null,
    string? ReopenToken = null,
    DateTimeOffset? ReopenableUntil = null,
    VisitRequestId? Visit = null);

/// <summary>Those who answer the questions about a topic.</summary>
/// <param name="Key">The topic, or "business-office".</param>
/// <param name="Email">Where they read; null for nowhere.</param>
/// <param name="SetAt">UTC: when that was said; whose address was erased later is not told. Null where it was not noted.</param>
public sealed record FollowUpArea(string Key, LocalizedText Name, string? Email, DateTimeOffset? SetAt = null);

/// <summary>A case went to another area, which answers it from now on.</summary>
/// <param name="DueAt">UTC: until when whoever asked was promised an answer; null where no time was.</param>
public sealed record FollowUpHandedOver(
    FollowUpId FollowUpId, ActivityId ActivityId, EditionId EditionId, FollowUpArea Area, DateTimeOffset? DueAt, DateTimeOffset At);

/// <summary>The answer was none, or brought a new question: the case is open again.</summary>
/// <param name="DueAt">UTC.</param>
/// <param name="ByContact">Whether who asked says so, and not somebody who works with it.</param>
public sealed record FollowUpReopened(
    FollowUpId FollowUpId, ActivityId ActivityId, EditionId EditionId, FollowUpArea Area, DateTimeOffset DueAt, bool ByContact, DateTimeOffset At);

/// <summary>A case is to be answered until the end of the next working day.</summary>
/// <param name="DueAt">UTC.</param>
public sealed record FollowUpDueSoon(
    FollowUpId FollowUpId, ActivityId ActivityId, EditionId EditionId, FollowUpArea Area, DateTimeOffset DueAt, DateTimeOffset At);

/// <summary>A case was not answered in time.</summary>
/// <param name="DueAt">UTC.</param>
/// <param name="Reminder">1 when it fell due, and one more each week.</param>
public sealed record FollowUpOverdue(
    FollowUpId FollowUpId, ActivityId ActivityId, EditionId EditionId, FollowUpArea Area, DateTimeOffset DueAt, int Reminder, DateTimeOffset At);
