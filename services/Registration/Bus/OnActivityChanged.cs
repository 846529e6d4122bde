using BusinessFocus.Contracts.Scheduling;
using Marten;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

public sealed class OnActivityChanged(IDocumentSession session, TimeProvider clock) : IConsumer<ActivityChanged>
{
    public Task Consume(ConsumeContext<ActivityChanged> context) =>
        session.AnnounceAsync(context.Message.Activity, reason: null, clock, context.CancellationToken);
}
