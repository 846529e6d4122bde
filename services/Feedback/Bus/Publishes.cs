using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Relay;

namespace BusinessFocus.Feedback.Bus;

/// <summary>Every domain event that others hear of, and as what.</summary>
public static class Publishes
{
    public static Publications Map { get; } = new Publications()
        // Told are the surveys of activities: an edition's is about none.
        .On<SurveyWasOpened>(fact => fact.Data.Audience is null
            ? new SurveyOpened(fact.Data.SurveyId, fact.Data.ActivityId, fact.Data.EditionId, fact.Data.ClosesAt)
            : null)
        .On<EditionAudienceWasRequested>(fact => new SurveyAudienceRequested(fact.Data.SurveyId, fact.Data.EditionId, fact.Data.Audience, fact.Data.At))
        .On<AttendeeWasInvited>(fact => new AttendeeInvited(
            fact.Data.SurveyId, fact.Data.ActivityId, fact.Data.EditionId, fact.Data.RegistrationId, fact.Data.Token, fact.Data.ClosesAt, fact.Data.Audience))
        .On<VisitWasSurveyed>(fact => new VisitSurveyed(
            fact.Data.SurveyId,
            fact.Data.VisitRequestId,
            fact.Data.ActivityId,
            fact.Data.EditionId,
            fact.Data.CompanyToken,
            fact.Data.DelegationToken,
            fact.Data.ClosesAt))
        .On<AttendeeWasReminded>(fact => new AttendeeReminded(
            fact.Data.SurveyId, fact.Data.ActivityId, fact.Data.EditionId, fact.Data.RegistrationId, fact.Data.Token, fact.Data.ClosesAt))
        .On<VisitWasReminded>(fact => new VisitReminded(
            fact.Data.SurveyId,
            fact.Data.VisitRequestId,
            fact.Data.ActivityId,
            fact.Data.EditionId,
            fact.Data.CompanyToken,
            fact.Data.DelegationToken,
            fact.Data.ClosesAt))
        .On<SurveyWasWithdrawn>(fact => new SurveyWithdrawn(
            fact.Data.SurveyId, fact.Data.ActivityId, fact.Data.EditionId, fact.Data.InvitedUntil, fact.Data.At))
        .On<BallotCast>(fact => fact.Data.Audience is null
            ? new ResponseGiven(fact.Data.SurveyId, fact.Data.ActivityId, fact.Data.EditionId, fact.Data.At)
            : null)
        .On<FollowUpAskedFor>(fact => new FollowUpRequested(
            fact.Data.FollowUpId,
            fact.Data.ActivityId,
            fact.Data.EditionId,
            fact.Data.RegistrationId,
            fact.Data.Topic,
            fact.Data.At,
            fact.Data.Area,
            fact.Data.DueAt,
            fact.Data.By is not null,
            fact.Data.Visit))
        .On<FollowUpMoved>(fact => new FollowUpHandedOver(
            new(fact.Stream), fact.Data.ActivityId, fact.Data.EditionId, fact.Data.Area, fact.Data.DueAt, fact.Data.At))
        .On<FollowUpAskedAgain>(fact => new FollowUpReopened(
            new(fact.Stream), fact.Data.ActivityId, fact.Data.EditionId, fact.Data.Area, fact.Data.DueAt, fact.Data.By is null, fact.Data.At))
        .On<FollowUpCameUp>(fact => new FollowUpDueSoon(
            new(fact.Stream), fact.Data.ActivityId, fact.Data.EditionId, fact.Data.Area, fact.Data.DueAt, fact.Data.At))
        .On<FollowUpFellDue>(fact => new FollowUpOverdue(
            new(fact.Stream), fact.Data.ActivityId, fact.Data.EditionId, fact.Data.Area, fact.Data.DueAt, fact.Data.Reminder, fact.Data.At))
        // What is told is null where who asked was forgotten, and so masked, before it could be told.
        .On<FollowUpAnswered>(fact => new FollowUpClosed(
            new(fact.Stream),
            fact.Data.EditionId,
            fact.Data.RegistrationId,
            fact.Data.At,
            NullIfMasked(fact.Data.Answer),
            NullIfMasked(fact.Data.ReopenToken),
            fact.Data.ReopenableUntil,
            fact.Data.Visit))
        // What was answered has been told as such.
        .OnMany<FollowUpEnded>(fact => fact.Data.WasAnswered
            ? []
            : [new FollowUpClosed(new(fact.Stream), fact.Data.EditionId, fact.Data.RegistrationId, fact.Data.At)])
        .On<FollowUpDone>(fact => new FollowUpClosed(
            new(fact.Stream), fact.Data.EditionId, fact.Data.RegistrationId, fact.Data.At, NullIfMasked(fact.Data.Answer)));

    private static string? NullIfMasked(string text) => text.Length > 0 ? text : null;
}
