using BusinessFocus.Contracts.Scheduling;
using Marten;
using MassTransit;

namespace BusinessFocus.Feedback.Bus;

public sealed class OnActivityCompleted(IDocumentSession session, TimeProvider clock) : IConsumer<ActivityCompleted>
{
    public Task Consume(ConsumeContext<ActivityCompleted> context) =>
        session.HearAsync(context.Message.Activity, clock, context.CancellationToken);
}
