using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Feedback.Box;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Relay;

namespace BusinessFocus.Feedback.Bus;

/// <summary>Every domain event that others hear of, and as what.</summary>
public static class Publishes
{
    public static Publications Map { get; } = new Publications()
        .On<SurveyWasOpened>(fact => new SurveyOpened(fact.Data.SurveyId, fact.Data.ActivityId, fact.Data.EditionId, fact.Data.ClosesAt))
        .On<AttendeeWasInvited>(fact => new AttendeeInvited(
            fact.Data.SurveyId, fact.Data.ActivityId, fact.Data.EditionId, fact.Data.RegistrationId, fact.Data.Token, fact.Data.ClosesAt))
        .On<AttendeeWasReminded>(fact => new AttendeeReminded(
            fact.Data.SurveyId, fact.Data.ActivityId, fact.Data.EditionId, fact.Data.RegistrationId, fact.Data.Token, fact.Data.ClosesAt))
        .On<BallotCast>(fact => new ResponseGiven(fact.Data.SurveyId, fact.Data.ActivityId, fact.Data.EditionId, fact.Data.At))
        .On<FollowUpAskedFor>(fact => new FollowUpRequested(
            fact.Data.FollowUpId, fact.Data.ActivityId, fact.Data.EditionId, fact.Data.RegistrationId, fact.Data.Topic, fact.Data.At))
        .On<FollowUpDone>(fact => new FollowUpClosed(
            new(fact.Stream),
            fact.Data.EditionId,
            fact.Data.RegistrationId,
            fact.Data.At,
            // Masked where who asked was forgotten before it could be told.
            fact.Data.Answer.Length > 0 ? fact.Data.Answer : null));
}
