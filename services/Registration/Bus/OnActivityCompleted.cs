using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

public sealed class OnActivityCompleted(SeatCommandProcessor processor, TimeProvider clock) : IConsumer<ActivityCompleted>
{
    public Task Consume(ConsumeContext<ActivityCompleted> context) =>
        processor.AnnounceAsync(context.Message.Activity, reason: null, clock, context.CancellationToken);
}
