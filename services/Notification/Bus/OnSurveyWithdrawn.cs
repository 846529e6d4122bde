using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Requesting;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>An activity had not taken place after all: invitations and reminders that have not gone yet do not go.</summary>
public sealed class OnSurveyWithdrawn(IDocumentSession session, KnownFacts facts, NotificationRequests notifications, TimeProvider clock) : IConsumer<SurveyWithdrawn>
{
    public async Task Consume(ConsumeContext<SurveyWithdrawn> context)
    {
        var (message, cancellationToken) = (context.Message, context.CancellationToken);
        var id = message.ActivityId.Value;
        await session.HoldAsync([], [id], cancellationToken);
        await facts.Want<WithdrawnSurvey>(id).FetchAsync(cancellationToken);
        var withdrawn = WithdrawnSurvey.Learn(facts.Find<WithdrawnSurvey>(id), message.ActivityId, message.InvitedUntil);
        facts.Learn(withdrawn);

        ActivityId? activity = message.ActivityId;
        NotificationKind[] kinds = [NotificationKind.Survey, NotificationKind.SurveyReminder];
        var waiting = await session.Query<Notification>()
            .Where(notification => notification.ActivityId == activity
                && notification.Kind.IsOneOf(kinds)
                && (notification.State == NotificationState.Composed || notification.State == NotificationState.Deferred))
            .ToListAsync(cancellationToken);
        await session.TakeBackAsync(
            [.. waiting.Where(notification => notification.Content() is SurveyContent about && withdrawn.Has(about.Survey)).Select(notification => notification.Id)], clock.GetUtcNow(), cancellationToken);
        await notifications.WriteThoseWaitingForAsync([message.ActivityId], cancellationToken);
    }
}
