using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notification.Content;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>A company that asked for a visit is told when, who comes, and where to answer.</summary>
public sealed class OnVisitProposed(Visits visits) : IConsumer<VisitProposed>
{
    public Task Consume(ConsumeContext<VisitProposed> context) =>
        visits.TellAsync(context, context.Message.Visit, VisitNews.Of(context.Message));
}
