using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

public sealed class OnActivityChanged(BoxOffice boxOffice, TimeProvider clock) : IConsumer<ActivityChanged>
{
    public Task Consume(ConsumeContext<ActivityChanged> context) =>
        boxOffice.AnnounceAsync(context.Message.Activity, reason: null, clock, context.CancellationToken);
}
