using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

public sealed class OnActivityReopened(SeatCommandProcessor processor, TimeProvider clock) : IConsumer<ActivityReopened>
{
    public Task Consume(ConsumeContext<ActivityReopened> context) =>
        processor.AnnounceAsync(context.Message.Activity, reason: null, clock, context.CancellationToken);
}
