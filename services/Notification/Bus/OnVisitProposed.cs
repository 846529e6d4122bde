using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>A company that asked for a visit is told when, who comes, and where to answer.</summary>
public sealed class OnVisitProposed(Visits visits) : IConsumer<VisitProposed>
{
    public Task Consume(ConsumeContext<VisitProposed> context) =>
        visits.NotifyAsync(context, context.Message.Visit, new VisitContent(NotificationKind.VisitProposal, VisitDetails.Of(context.Message)));
}
