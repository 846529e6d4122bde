using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Decisions;
using UUIDNext;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>"I want to be contacted", said in a survey: one case a link, however often it is said.</summary>
public static class AskForFollowUp
{
    private static readonly Guid FollowUps = new("8f8d6d43-1d2a-4c0e-9f2b-8a7c5e1b2d90");

    public static FollowUpId IdOf(Invitation invitation) => new(Uuid.NewNameBased(FollowUps, invitation.Id));

    public static Decision Decide(FollowUp followUp, FollowUpId id, Invitation invitation, string? topic, string? message, DateTimeOffset now) =>
        followUp.Exists
            ? Decision.Nothing
            : Decision.Of(new FollowUpAskedFor(
                id, invitation.ActivityId, invitation.EditionId, invitation.RegistrationId, topic, message, now));
}
