using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>What became of a visit is confirmed to the company in writing, whoever decided it.</summary>
public sealed class OnVisitDecided(Visits visits) : IConsumer<VisitDecided>
{
    public Task Consume(ConsumeContext<VisitDecided> context) =>
        visits.TellAsync(context, context.Message.Visit, VisitNews.Of(context.Message));
}
