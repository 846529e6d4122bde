using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

public sealed class OnActivityCompleted(BoxOffice boxOffice, TimeProvider clock) : IConsumer<ActivityCompleted>
{
    public Task Consume(ConsumeContext<ActivityCompleted> context) =>
        boxOffice.AnnounceAsync(context.Message.Activity, reason: null, clock, context.CancellationToken);
}
