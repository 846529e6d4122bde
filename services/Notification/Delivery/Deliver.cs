using BusinessFocus.Domain.Decisions;
using BusinessFocus.Notifications.Lifecycle;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>When a delivery is tried again, and how long (exponential back-off with jitter).</summary>
/// <param name="First">The pause after the first attempt; each pause is twice the one before.</param>
/// <param name="Longest">No pause is longer.</param>
/// <param name="GiveUpAfter">From when it was written, or from when its channel was resumed.</param>
public sealed record RetryPolicy(TimeSpan First, TimeSpan Longest, TimeSpan GiveUpAfter)
{
    /// <param name="attempt">The attempt that failed: 1, 2, 3 …</param>
    /// <param name="jitter">0 to 1: spreads those that failed together over a quarter of the pause.</param>
    public TimeSpan PauseAfter(int attempt, double jitter)
    {
        var pause = Math.Min(First.TotalSeconds * Math.Pow(2, Math.Min(attempt - 1, 30)), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(pause * (1 + (jitter / 4)));
    }
}

/// <summary>
/// A delivery's course (at-least-once delivery). The hand-over is recorded before and after. What was handed over and has no recorded answer
/// when its lease runs out may or may not have arrived, and so it is when the connection broke before the server's answer: it
/// is handed over again, under the same Message-ID, by which servers and mail readers know it again; that repeat, the only
/// one there can be, is counted and shown.
/// </summary>
public static class Deliver
{
    /// <param name="stopped">Why it is not to go after all, see <see cref="IStopsNotifications"/>; null where it is.</param>
    public static Decision HandOver(Notification notification, DateTimeOffset now, SuppressedBecause? stopped = null) => notification.State switch
    {
        not (NotificationState.Composed or NotificationState.Deferred or NotificationState.HandedOver) => Decision.Nothing,
        _ when stopped is { } why => Decision.Of(new Suppressed(why, now)),
        NotificationState.Deferred => Decision.Of(new HandedOver(notification.Attempts + 1, notification.MayHaveArrived, now)),
        var state => Decision.Of(new HandedOver(notification.Attempts + 1, IsRepeat: state == NotificationState.HandedOver, now)),
    };

    /// <param name="jitter">0 to 1.</param>
    /// <param name="heldUntil">Until then its channel was paused, see <see cref="ChannelPause.HeldUntil"/>: it is tried for as long as a new one from then on.</param>
    public static Decision Conclude(
        Notification notification, DeliveryResult answer, RetryPolicy retryPolicy, double jitter, DateTimeOffset now, DateTimeOffset? heldUntil = null)
    {
        if (answer.Kind == DeliveryOutcome.Accepted && notification.State is not (NotificationState.Accepted or NotificationState.Bounced))
        {
            // Also when it was suppressed meanwhile: what the server took is on its way. It may have come back already.
            return Decision.Of(new Accepted(notification.NotificationId, notification.Kind, notification.Channel, notification.ContactId, answer.Text, now));
        }

        if (notification.State != NotificationState.HandedOver)
        {
            return Decision.Nothing;
        }

        if (answer.Kind is DeliveryOutcome.Refused or DeliveryOutcome.Unreachable)
        {
            return Decision.Of(new Failed(
                notification.NotificationId, notification.Kind, notification.Channel, notification.ContactId, answer.Text, answer.Kind == DeliveryOutcome.Unreachable, now));
        }

        var until = now + retryPolicy.PauseAfter(notification.Attempts, jitter);
        var triedFrom = heldUntil > notification.ComposedAt ? heldUntil : notification.ComposedAt;
        return until > triedFrom + retryPolicy.GiveUpAfter
            ? Decision.Of(new GivenUp(notification.NotificationId, notification.Kind, notification.Channel, notification.ContactId, answer.Text, now))
            : Decision.Of(new Deferred(answer.Text, until, now, answer.MayHaveArrived));
    }

    /// <summary>
    /// Whether it leaves the queue. An answer that was stored though nobody was told so is concluded once more, which comes to
    /// nothing: what it deferred stays in the queue.
    /// </summary>
    public static bool IsSettled(Notification notification, Decision decision) => notification.IsFinal || (decision.Events.Count > 0 && !decision.Events.Any(@event => @event is Deferred));
}
