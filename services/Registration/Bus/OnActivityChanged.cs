using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

public sealed class OnActivityChanged(SeatCommandProcessor processor, TimeProvider clock) : IConsumer<ActivityChanged>
{
    public Task Consume(ConsumeContext<ActivityChanged> context) =>
        processor.AnnounceAsync(context.Message.Activity, reason: null, clock, context.CancellationToken);
}
