using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using MassTransit;

namespace BusinessFocus.Feedback.Bus;

/// <summary>Some of those whom an edition's survey asks get their links.</summary>
public sealed class OnSurveyAudienceListed(IDocumentSession session, TimeProvider clock) : IConsumer<SurveyAudienceListed>
{
    public async Task Consume(ConsumeContext<SurveyAudienceListed> context)
    {
        var listed = context.Message;
        var survey = EditionSurveys.IdOf(listed.EditionId, listed.Audience);

        // An audience comes in several messages, which are taken one after the other.
        await session.HoldOneAsync($"edition survey {survey}", context.CancellationToken);
        var decided = await session.DecideAsync<Survey>(
            survey.Value,
            ExpectedVersion.Any,
            state => EditionSurveys.Invited(state, listed.Addressees, LinkToken.New, clock.GetUtcNow()),
            context.CancellationToken);
        Invitation.StoreFor(session, decided.State, decided.Events);
    }
}
