using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;

namespace BusinessFocus.Notifications.Requesting;

/// <summary>A decision that somebody has to be told.</summary>
/// <param name="Decision">Id of the message that brought it.</param>
/// <param name="Registration">What is known of the registration, with what this message told; null when nothing is.</param>
/// <param name="ResentFrom">The notification that is sent once more, or in whose place this one is: on its own channel, and whatever the recipient
/// wants.</param>
/// <param name="NotBefore">UTC: it may be overtaken until then, or goes before what is written after it; null where it goes at once, as it
/// does where it waits for something else.</param>
/// <param name="Suppressed">Why it is only noted; null where the recipient is told.</param>
public sealed record NotificationRequest(
    Guid Decision,
    Recipient Recipient,
    NotificationContent Content,
    KnownRegistration? Registration,
    Notification? ResentFrom = null,
    DateTimeOffset? NotBefore = null,
    SuppressedBecause? Suppressed = null)
{
    public NotificationKind Kind => Content.Kind;
}
