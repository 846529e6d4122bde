using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Delivery;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Notices;
using Marten;
using MassTransit;

namespace BusinessFocus.Notification.Bus;

/// <summary>An activity had not taken place after all: invitations and reminders that have not gone yet do not go.</summary>
public sealed class OnSurveyWithdrawn(IDocumentSession session, KnownFacts facts, Requesting.Notices notices, TimeProvider clock) : IConsumer<SurveyWithdrawn>
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
        var waiting = await session.Query<Notice>()
            .Where(notice => notice.ActivityId == activity
                && notice.Kind.IsOneOf(kinds)
                && (notice.State == NotificationState.Composed || notice.State == NotificationState.Deferred))
            .ToListAsync(cancellationToken);
        await session.TakeBackAsync(
            [.. waiting.Where(notice => notice.Content() is SurveyContent about && withdrawn.Has(about.Survey)).Select(notice => notice.Id)], clock.GetUtcNow(), cancellationToken);
        await notices.WriteThoseWaitingForAsync([message.ActivityId], cancellationToken);
    }
}
