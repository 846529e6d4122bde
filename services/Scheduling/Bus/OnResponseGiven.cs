using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Scheduling.Planning;
using Marten;
using MassTransit;

namespace BusinessFocus.Scheduling.Bus;

/// <summary>Somebody has answered: that the activity has taken place can no longer be taken back.</summary>
public sealed class OnResponseGiven(IDocumentSession session) : IConsumer<ResponseGiven>
{
    public async Task Consume(ConsumeContext<ResponseGiven> context)
    {
        var activity = context.Message.ActivityId.Value;
        if (await session.LoadAsync<AnsweredSurvey>(activity, context.CancellationToken) is null)
        {
            session.Store(new AnsweredSurvey(activity));
        }
    }
}
