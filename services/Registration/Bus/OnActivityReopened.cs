using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

public sealed class OnActivityReopened(BoxOffice boxOffice, TimeProvider clock) : IConsumer<ActivityReopened>
{
    public Task Consume(ConsumeContext<ActivityReopened> context) =>
        boxOffice.AnnounceAsync(context.Message.Activity, reason: null, clock, context.CancellationToken);
}
