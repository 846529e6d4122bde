using BusinessFocus.Contracts.Scheduling;
using Marten;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

public sealed class OnActivityCompleted(IDocumentSession session, TimeProvider clock) : IConsumer<ActivityCompleted>
{
    public Task Consume(ConsumeContext<ActivityCompleted> context) =>
        session.AnnounceAsync(context.Message.Activity, reason: null, clock, context.CancellationToken);
}
