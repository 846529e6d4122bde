using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx.Events;
using Marten;

namespace BusinessFocus.Feedback.Bus;

/// <summary>What all messages about an activity have in common.</summary>
public static class ActivityUpdates
{
    /// <summary>
    /// All check-ins of an activity may come at once: each waits for the one before it. Else they would refuse each other until one of them is tried no more.
    /// </summary>
    public static Task HoldSurveyAsync(this IDocumentSession session, Guid survey, CancellationToken cancellationToken) =>
        session.HoldOneAsync($"survey {survey}", cancellationToken);

    public static async Task HearAsync(this IDocumentSession session, ActivityState activity, TimeProvider clock, CancellationToken cancellationToken)
    {
        var facts = new SurveyedActivity(
            activity.EditionId,
            activity.EditionSlug,
            activity.Kind,
            activity.Title,
            activity.Topics,
            activity.Status == ActivityStatus.Completed,
            activity.Version,
            activity.HostGroups,
            activity.EndsAt,
            activity.Municipality);
        await session.HoldSurveyAsync(activity.Id.Value, cancellationToken);
        var stream = await session.Events.FetchForWriting<Survey>(activity.Id.Value, cancellationToken);
        var survey = stream.Aggregate ?? Survey.Initial;
        var now = clock.GetUtcNow();
        var decision = WithdrawSurvey.IsTakenBack(survey, facts)
            ? WithdrawSurvey.Decide(survey, activity.Id, facts, await HistoryAsync(session, stream, cancellationToken), now)
            : Invite.OnActivity(survey, activity.Id, facts, LinkToken.New, now);
        stream.AppendMany(decision.Events);
        if (decision.Events.OfType<SurveyWasWithdrawn>().Any())
        {
            var withdrawn = activity.Id;
            session.DeleteWhere<Invitation>(invitation => invitation.ActivityId == withdrawn);
        }

        Invitation.StoreFor(session, decision.Events.Aggregate(survey, (state, @event) => state.Evolve(@event)), decision.Events);
    }

    private static async Task<IEnumerable<object>> HistoryAsync(IDocumentSession session, IEventStream<Survey> stream, CancellationToken cancellationToken) =>
        (await session.Events.FetchStreamAsync(stream.Id, stream.CurrentVersion ?? 0, token: cancellationToken)).Select(@event => @event.Data);
}
