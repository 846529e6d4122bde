using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Store;
using BusinessFocus.ServiceDefaults.Tokens;
using Marten;

namespace BusinessFocus.Feedback.Bus;

/// <summary>What all news of an activity come to here.</summary>
public static class ActivityNews
{
    public static async Task HearAsync(this IDocumentSession session, ActivityState activity, TimeProvider clock, CancellationToken cancellationToken)
    {
        var facts = new ActivityFacts(
            activity.EditionId, activity.EditionSlug, activity.Kind, activity.Title, activity.Topics, activity.Status == ActivityStatus.Completed, activity.Version, activity.HostGroups, activity.EndsAt);
        var decided = await session.DecideAsync<Survey>(
            activity.Id.Value,
            IfMatch.Any,
            survey => Invite.OnActivity(survey, activity.Id, facts, LinkToken.New, clock.GetUtcNow()),
            cancellationToken);
        Invitation.StoreFor(session, decided.State, decided.Events);
    }
}
