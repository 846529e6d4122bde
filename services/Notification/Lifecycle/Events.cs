using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Content;

namespace BusinessFocus.Notifications.Lifecycle;

/// <summary>Somebody has to be told of a decision.</summary>
/// <param name="Decision">Id of the message that the decision came by, or of the organiser's wish to send again.</param>
/// <param name="Channel">The channel's name.</param>
/// <param name="Matter">What it says; see <see cref="Notification.Content"/>.</param>
/// <param name="TraceParent">W3C trace context of the request that led to the decision; null when there is none.</param>
/// <param name="ResentFrom">The notification that an organiser had sent once more, or in whose place this one tells what is left of it.</param>
public sealed record Requested(
    NotificationId NotificationId,
    Guid Decision,
    NotificationKind Kind,
    string Channel,
    Recipient Recipient,
    StoredContent Matter,
    string? TraceParent,
    NotificationId? ResentFrom,
    DateTimeOffset At);

/// <summary>It was written, and is due.</summary>
/// <param name="Text">What it says, without its form. Personal data.</param>
/// <param name="WithoutCalendar">Why a calendar part of it could not be written, which it goes without; null where nothing is left out.</param>
public sealed record Composed(string Subject, string Text, DateTimeOffset At, string? WithoutCalendar = null);

/// <summary>It is about to be given to the recipient's server. Recorded before, so that a crash in between is seen.</summary>
/// <param name="Attempt">1, 2, 3 …</param>
/// <param name="IsRepeat">What became of the attempt before this one nobody knows: the recipient may get it twice.</param>
public sealed record HandedOver(int Attempt, bool IsRepeat, DateTimeOffset At);

/// <summary>The recipient's server took it.</summary>
/// <param name="Answer">What the server said, without the address.</param>
public sealed record Accepted(
    NotificationId NotificationId, NotificationKind Kind, string Channel, ContactId ContactId, string Answer, DateTimeOffset At);

/// <summary>The server could not take it just now.</summary>
/// <param name="Reason">What the server said, without the address.</param>
/// <param name="Until">UTC: when it is tried again.</param>
/// <param name="MayHaveArrived">The connection broke after the letter was given and before the server answered.</param>
public sealed record Deferred(string Reason, DateTimeOffset Until, DateTimeOffset At, bool MayHaveArrived = false);

/// <summary>The server refused it for good, or it cannot be composed.</summary>
/// <param name="IsUnreachable">The address does not exist: writing there again is of no use.</param>
public sealed record Failed(
    NotificationId NotificationId, NotificationKind Kind, string Channel, ContactId ContactId, string Reason, bool IsUnreachable, DateTimeOffset At);

/// <summary>The server could not take it for as long as it was tried.</summary>
public sealed record GivenUp(
    NotificationId NotificationId, NotificationKind Kind, string Channel, ContactId ContactId, string Reason, DateTimeOffset At);

/// <summary>It is not sent, on purpose.</summary>
public sealed record Suppressed(SuppressedBecause Why, DateTimeOffset At);

/// <summary>The recipient asked to be forgotten: who it was is masked.</summary>
public sealed record RecipientErased(DateTimeOffset At);

/// <summary>A server took it, and it came back: it did not reach the recipient.</summary>
/// <param name="Reason">What the report says, without the address.</param>
/// <param name="IsPermanent">The address does not exist: writing there again is of no use.</param>
public sealed record Bounced(
    NotificationId NotificationId, NotificationKind Kind, string Channel, ContactId ContactId, string Reason, bool IsPermanent, DateTimeOffset At);

/// <summary>A server took it and is still trying to hand it on, as it or another one on the way has told.</summary>
/// <param name="Reason">What the report says, without the address.</param>
public sealed record Delayed(string Reason, DateTimeOffset At);

/// <summary>It reached the recipient, where the way there tells: a phone's provider does.</summary>
public sealed record Delivered(DateTimeOffset At);
