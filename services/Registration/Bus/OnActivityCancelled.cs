using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

public sealed class OnActivityCancelled(SeatCommandProcessor processor, TimeProvider clock) : IConsumer<ActivityCancelled>
{
    public Task Consume(ConsumeContext<ActivityCancelled> context) =>
        processor.AnnounceAsync(context.Message.Activity, context.Message.Reason, clock, context.CancellationToken);
}
