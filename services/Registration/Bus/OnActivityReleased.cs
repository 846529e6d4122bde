using BusinessFocus.Contracts.Scheduling;
using Marten;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

public sealed class OnActivityReleased(IDocumentSession session, TimeProvider clock) : IConsumer<ActivityReleased>
{
    public Task Consume(ConsumeContext<ActivityReleased> context) =>
        session.AnnounceAsync(context.Message.Activity, reason: null, clock, context.CancellationToken);
}
