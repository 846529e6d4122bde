using BusinessFocus.Contracts.Scheduling;
using Marten;
using MassTransit;

namespace BusinessFocus.Feedback.Bus;

public sealed class OnActivityCancelled(IDocumentSession session, TimeProvider clock) : IConsumer<ActivityCancelled>
{
    public Task Consume(ConsumeContext<ActivityCancelled> context) =>
        session.HearAsync(context.Message.Activity, clock, context.CancellationToken);
}
