using BusinessFocus.Contracts.Scheduling;
using Marten;
using MassTransit;

namespace BusinessFocus.Feedback.Bus;

public sealed class OnActivityReleased(IDocumentSession session, TimeProvider clock) : IConsumer<ActivityReleased>
{
    public Task Consume(ConsumeContext<ActivityReleased> context) =>
        session.HearAsync(context.Message.Activity, clock, context.CancellationToken);
}
