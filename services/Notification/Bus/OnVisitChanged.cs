using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>A company whose accepted visit went public otherwise is told, and its calendar.</summary>
public sealed class OnVisitChanged(Visits visits) : IConsumer<VisitChanged>
{
    public Task Consume(ConsumeContext<VisitChanged> context) =>
        visits.NotifyAsync(context, context.Message.Visit, new VisitContent(NotificationKind.VisitChange, VisitDetails.Of(context.Message)));
}
