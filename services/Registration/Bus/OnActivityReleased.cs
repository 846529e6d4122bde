using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

public sealed class OnActivityReleased(BoxOffice boxOffice, TimeProvider clock) : IConsumer<ActivityReleased>
{
    public Task Consume(ConsumeContext<ActivityReleased> context) =>
        boxOffice.AnnounceAsync(context.Message.Activity, reason: null, clock, context.CancellationToken);
}
