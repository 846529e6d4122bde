using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Times;
using BusinessFocus.Feedback.Areas;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using UUIDNext;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>"I want to be contacted", said in a survey: one case per link, however often it is said.</summary>
public static class AskForFollowUp
{
    private static readonly Guid FollowUps = new("8f8d6d43-1d2a-4c0e-9f2b-8a7c5e1b2d90");

    public static FollowUpId IdOf(Invitation invitation) => new(Uuid.NewNameBased(FollowUps, invitation.Id));

    /// <param name="area">Who answers questions about the topic.</param>
    public static Decision Decide(FollowUp followUp, FollowUpId id, Invitation invitation, Area area, string? topic, string? message, DateTimeOffset now) =>
        followUp.Exists
            ? Decision.Nothing
            : Decision.Of(new FollowUpAskedFor(
                id,
                // Of a whole edition, the area hears of the activity by whose registration it was asked.
                invitation.RegisteredFor ?? invitation.ActivityId,
                invitation.EditionId,
                invitation.RegistrationId,
                topic,
                message,
                now,
                area.Facts,
                WorkingDays.EndOf(now, area.DaysToAnswer)));
}

/// <summary>The officer of a conversation saw that something was left to do: one case, however often it is told.</summary>
public static class OpenAfterConversation
{
    /// <param name="area">Who answers questions about the topic.</param>
    public static Decision Decide(FollowUp followUp, ConversationFollowUpRequested told, Area area, DateTimeOffset now) =>
        followUp.Exists
            ? Decision.Nothing
            : Decision.Of(new FollowUpAskedFor(
                told.FollowUpId,
                told.ActivityId,
                told.EditionId,
                told.RegistrationId,
                told.Topic,
                told.Message,
                told.At,
                area.Facts,
                // Told late, the area has its days all the same.
                WorkingDays.EndOf(now, area.DaysToAnswer),
                told.By));
}

/// <summary>Opens the case in the session of the answer, which commits both. A stream of its own: the answers do not say who wants to be contacted.</summary>
public static class OpenFollowUp
{
    public static async Task AskForFollowUpAsync(
        this IDocumentSession session, Invitation invitation, string? topic, string? message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = AskForFollowUp.IdOf(invitation);
        var area = (await KnownAreas.ReadAsync(session, cancellationToken)).For(topic);
        await session.DecideAsync<FollowUp>(
            id.Value, ExpectedVersion.Any, followUp => AskForFollowUp.Decide(followUp, id, invitation, area, topic, message, now), cancellationToken);
    }
}
