using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>An attendee asked to be contacted, or somebody who met them saw that something was left to do.</summary>
/// <param name="Topic">The area of the question, as it was asked; null for the business office.</param>
/// <param name="Area">Who answers it; null where there were no areas yet.</param>
/// <param name="DueAt">UTC; null where there were no areas yet.</param>
/// <param name="By">The account of the officer who opened it after a conversation; null where the attendee asked.</param>
/// <param name="Visit">After which visit to a company; null after anything else.</param>
public sealed record FollowUpAskedFor(
    FollowUpId FollowUpId,
    ActivityId ActivityId,
    EditionId EditionId,
    RegistrationId RegistrationId,
    string? Topic,
    string? Message,
    DateTimeOffset At,
    FollowUpArea? Area = null,
    DateTimeOffset? DueAt = null,
    string? By = null,
    VisitRequestId? Visit = null)
{
    /// <summary>Without what somebody said. A topic that no area has can be anything.</summary>
    public FollowUpAskedFor Masked() => this with { Message = null, Topic = Topic == Area?.Key ? Topic : null };
}

/// <summary>One side of the visit, or both, said what was promised: what both say from now on.</summary>
public sealed record VisitWasToldOf(VisitAccounts Accounts, DateTimeOffset At);

/// <param name="By">The client or person that took it on.</param>
public sealed record FollowUpTaken(string By, DateTimeOffset At);

/// <summary>It was answered and closed in one, as it was before the two were told apart; only read.</summary>
/// <param name="Answer">What came of it.</param>
public sealed record FollowUpDone(EditionId EditionId, RegistrationId RegistrationId, string By, string Answer, DateTimeOffset At);

/// <summary>Another area answers it. What was promised to who asked stays: the due date does not move.</summary>
public sealed record FollowUpMoved(
    ActivityId ActivityId, EditionId EditionId, FollowUpArea Area, DateTimeOffset? DueAt, string By, DateTimeOffset At);

/// <summary>Who asked is told this.</summary>
/// <param name="ReopenToken">By it they can say that it was no answer: the mail carries it, so the event must.</param>
/// <param name="ReopenableUntil">UTC.</param>
/// <param name="Visit">After which visit to a company; null after anything else.</param>
public sealed record FollowUpAnswered(
    EditionId EditionId,
    RegistrationId RegistrationId,
    string By,
    string Answer,
    string ReopenToken,
    DateTimeOffset ReopenableUntil,
    DateTimeOffset At,
    VisitRequestId? Visit = null);

/// <summary>Nothing is left to do.</summary>
/// <param name="Outcome">What came of it, for those who work with it; who asked is not told.</param>
/// <param name="WasAnswered">Whether who asked was told an answer before.</param>
public sealed record FollowUpEnded(
    EditionId EditionId, RegistrationId RegistrationId, string By, string? Outcome, bool WasAnswered, DateTimeOffset At);

/// <summary>It was no answer, or brought a new question.</summary>
/// <param name="By">Null where who asked says so.</param>
/// <param name="Reason">In their words; null when they are forgotten.</param>
public sealed record FollowUpAskedAgain(
    ActivityId ActivityId, EditionId EditionId, FollowUpArea Area, DateTimeOffset DueAt, string? By, string? Reason, DateTimeOffset At);

/// <summary>It has to be answered soon, and the area was told so.</summary>
public sealed record FollowUpCameUp(ActivityId ActivityId, EditionId EditionId, FollowUpArea Area, DateTimeOffset DueAt, DateTimeOffset At);

/// <summary>It was not answered in time, and the area was told so.</summary>
/// <param name="Reminder">1 for the first.</param>
public sealed record FollowUpFellDue(
    ActivityId ActivityId, EditionId EditionId, FollowUpArea Area, DateTimeOffset DueAt, int Reminder, DateTimeOffset At);

/// <summary>Who asked is forgotten: what was said is gone, that it was asked and answered stays.</summary>
/// <param name="At">UTC.</param>
public sealed record FollowUpForgotten(DateTimeOffset At);
