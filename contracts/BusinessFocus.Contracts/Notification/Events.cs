namespace BusinessFocus.Contracts.Notification;

/// <summary>The recipient's server took the message.</summary>
/// <param name="Kind">What it was about, for instance "confirmation".</param>
/// <param name="Channel">"email".</param>
/// <param name="SentAt">UTC.</param>
public sealed record NotificationSent(
    NotificationId NotificationId, string Kind, string Channel, ContactId ContactId, DateTimeOffset SentAt);

/// <summary>The message was given up.</summary>
/// <param name="Reason">The server's answer, without the address.</param>
public sealed record NotificationFailed(
    NotificationId NotificationId, string Kind, string Channel, ContactId ContactId, string Reason, DateTimeOffset FailedAt);

/// <summary>The server says that the address does not exist: writing there again is of no use.</summary>
public sealed record RecipientUnreachable(ContactId ContactId, string Channel, string Reason, DateTimeOffset At);

/// <summary>There is something new in a person's inbox: their front end shows it without being asked.</summary>
/// <param name="NotificationId">The notification that was put there.</param>
/// <param name="At">UTC.</param>
public sealed record InboxChanged(ContactId ContactId, NotificationId NotificationId, DateTimeOffset At);
