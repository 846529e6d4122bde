using BusinessFocus.Contracts.Scheduling;
using Marten;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

public sealed class OnActivityCancelled(IDocumentSession session, TimeProvider clock) : IConsumer<ActivityCancelled>
{
    public Task Consume(ConsumeContext<ActivityCancelled> context) =>
        session.AnnounceAsync(context.Message.Activity, context.Message.Reason, clock, context.CancellationToken);
}
