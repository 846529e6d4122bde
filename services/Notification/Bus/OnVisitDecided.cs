using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>What became of a visit is confirmed to the company in writing, whoever decided it. Organisers hear of what they have to act on.</summary>
public sealed class OnVisitDecided(Visits visits) : IConsumer<VisitDecided>
{
    public Task Consume(ConsumeContext<VisitDecided> context)
    {
        var decided = context.Message;
        return visits.NotifyAsync(
            context,
            decided.Visit,
            new VisitContent(NotificationKind.VisitDecision, VisitDetails.Of(decided)),
            decided.Decision is VisitDecision.AnotherTimeAsked or VisitDecision.Declined ? VisitNotice.Of(decided.Visit, decided.Decision) : null);
    }
}
