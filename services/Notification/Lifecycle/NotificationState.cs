namespace BusinessFocus.Notifications.Lifecycle;

/// <summary>How far a notification has come. From accepted on it is final; what was accepted can still bounce.</summary>
public enum NotificationState
{
    /// <summary>Decided, but what it needs to be written is not known yet: it waits.</summary>
    Requested,

    /// <summary>Written; it waits for its turn.</summary>
    Composed,

    /// <summary>
    /// On its way to the recipient's server, whose answer is not recorded yet. When it stays so, the process ended in
    /// between, and the notification is handed over again under the same Message-ID when its lease runs out.
    /// </summary>
    HandedOver,

    /// <summary>The server could not take it just now; it is tried again.</summary>
    Deferred,

    /// <summary>The recipient's server took it.</summary>
    Accepted,

    /// <summary>The server refused it for good, or it cannot be composed: the reason says which.</summary>
    Failed,

    /// <summary>The server could not take it for a whole day.</summary>
    GivenUp,

    /// <summary>Not sent, on purpose: the reason says why.</summary>
    Suppressed,

    /// <summary>A server took it, and it came back.</summary>
    Bounced,
}

/// <summary>Why a notification is not sent.</summary>
public enum SuppressedBecause
{
    /// <summary>Something newer about the same registration, or about its activity, came before it could be told, and tells it all.</summary>
    Overtaken,

    /// <summary>The recipient asked to be forgotten.</summary>
    Erased,

    /// <summary>The recipient does not want to hear of such things.</summary>
    TurnedOff,

    /// <summary>What it tells of has begun, or the next reminder of it has come: it came too late.</summary>
    TooLate,

    /// <summary>The recipient has no e-mail address, and no phone by which such things come.</summary>
    NoAddress,

    /// <summary>The letter of another registration, which was booked or cancelled in the same step, tells of it.</summary>
    ToldTogether,
}
