using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using MassTransit;

namespace BusinessFocus.Feedback.Bus;

/// <summary>A company that accepted a visit is asked when it has taken place. Who it is stays in Scheduling; what ends the visit, the activity tells.</summary>
public sealed class OnVisitDecided(IDocumentSession session, TimeProvider clock) : IConsumer<VisitDecided>
{
    public async Task Consume(ConsumeContext<VisitDecided> context)
    {
        if (context.Message is not { Decision: VisitDecision.Accepted, Visit: { ActivityId: { } activity } visit })
        {
            return;
        }

        await session.HoldSurveyAsync(activity.Value, context.CancellationToken);
        var decided = await session.DecideAsync<Survey>(
            activity.Value,
            ExpectedVersion.Any,
            survey => Invite.OnVisit(survey, activity, visit.Id, LinkToken.New, clock.GetUtcNow()),
            context.CancellationToken);
        Invitation.StoreFor(session, decided.State, decided.Events);
    }
}
