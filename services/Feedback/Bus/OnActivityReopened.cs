using BusinessFocus.Contracts.Scheduling;
using Marten;
using MassTransit;

namespace BusinessFocus.Feedback.Bus;

public sealed class OnActivityReopened(IDocumentSession session, TimeProvider clock) : IConsumer<ActivityReopened>
{
    public Task Consume(ConsumeContext<ActivityReopened> context) =>
        session.HearAsync(context.Message.Activity, clock, context.CancellationToken);
}
