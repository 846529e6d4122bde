using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>A company that asks for a visit gets a receipt at once, and the organisers and who answers for its area hear that there is something to answer.</summary>
public sealed class OnVisitRequested(Visits visits) : IConsumer<VisitRequested>
{
    public Task Consume(ConsumeContext<VisitRequested> context)
    {
        var requested = context.Message;
        return visits.NotifyAsync(
            context,
            requested.Visit,
            new VisitContent(NotificationKind.VisitReceived, VisitDetails.Of(requested)),
            VisitNotice.Of(requested.Visit, decision: null, requested.Wish),
            requested.AreaContact);
    }
}
