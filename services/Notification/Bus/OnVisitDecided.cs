using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>What became of a visit is confirmed to the company in writing, whoever decided it.</summary>
public sealed class OnVisitDecided(Visits visits) : IConsumer<VisitDecided>
{
    public Task Consume(ConsumeContext<VisitDecided> context) =>
        visits.NotifyAsync(context, context.Message.Visit, VisitDetails.Of(context.Message));
}
