using BusinessFocus.Contracts.Registration;
using BusinessFocus.Scheduling.Seats;
using MassTransit;

namespace BusinessFocus.Scheduling.Bus;

/// <summary>An organiser who plans an activity differently sees whom it concerns.</summary>
public sealed class OnSeatsChanged(SeatsUpdates news) : IConsumer<SeatsChanged>
{
    public Task Consume(ConsumeContext<SeatsChanged> context) => news.LearnAsync(context.Message, context.CancellationToken);
}
