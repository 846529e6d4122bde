using BusinessFocus.Contracts.Scheduling;
using Marten;
using MassTransit;

namespace BusinessFocus.Feedback.Bus;

public sealed class OnActivityChanged(IDocumentSession session, TimeProvider clock) : IConsumer<ActivityChanged>
{
    public Task Consume(ConsumeContext<ActivityChanged> context) =>
        session.HearAsync(context.Message.Activity, clock, context.CancellationToken);
}
