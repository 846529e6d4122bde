using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Notifications.Lifecycle;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>Something that a server accepted bounced, or may yet.</summary>
/// <param name="NotificationId">What it was; null where it was none of ours.</param>
/// <param name="IsUnreachable">The address does not exist.</param>
/// <param name="Reason">Without addresses.</param>
public sealed record Bounce(NotificationId? NotificationId, DeliveryStatus DeliveryStatus, bool IsUnreachable, string Reason);

/// <summary>What a report says of an e-mail.</summary>
public enum DeliveryStatus
{
    /// <summary>Nothing that matters here: that it arrived, say, or went on to a server that tells no more.</summary>
    Unsaid,

    /// <summary>A server on the way still tries.</summary>
    Late,

    /// <summary>It did not reach the recipient, and will not.</summary>
    Undelivered,
}

/// <summary>What becomes of a notification that bounced, whichever way it was sent.</summary>
public static class RecordBounce
{
    public static Decision Decide(Notification notification, Bounce bounce, DateTimeOffset now) => notification switch
    {
        { IsErased: true } => Decision.Nothing,
        // Also before our own record of it: it can come back more quickly than that.
        { State: NotificationState.Accepted or NotificationState.HandedOver } => bounce.DeliveryStatus switch
        {
            DeliveryStatus.Undelivered => Decision.Of(new Bounced(
                notification.NotificationId, notification.Kind, notification.Channel, notification.ContactId, bounce.Reason, bounce.IsUnreachable, now)),
            DeliveryStatus.Late when bounce.Reason != notification.Reason => Decision.Of(new Delayed(bounce.Reason, now)),
            _ => Decision.Nothing,
        },
        _ => Decision.Nothing,
    };
}
