using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

public sealed class OnActivityReleased(SeatCommandProcessor processor, TimeProvider clock) : IConsumer<ActivityReleased>
{
    public Task Consume(ConsumeContext<ActivityReleased> context) =>
        processor.AnnounceAsync(context.Message.Activity, reason: null, clock, context.CancellationToken);
}
