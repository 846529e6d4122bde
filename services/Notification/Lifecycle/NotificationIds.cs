using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Content;
using UUIDNext;

namespace BusinessFocus.Notifications.Lifecycle;

/// <summary>Ids that are derived, not random: the same decision gives the same ones however often it arrives.</summary>
public static class NotificationIds
{
    /// <summary>One notification for each decision, recipient and channel (UUID version 5).</summary>
    public static NotificationId For(Guid decision, ContactId recipient, string channel) =>
        new(Uuid.NewNameBased(decision, $"{recipient.Value:N}:{channel}"));

    /// <summary>The decision to tell a person what changed until this day's digest.</summary>
    public static Guid Digest(ContactId contact, DateOnly day) => Uuid.NewNameBased(contact.Value, $"{day:O}");

    /// <summary>The decision to tell what is left of a notification when a registration that it is about has ended.</summary>
    public static Guid Left(Notification notification, RegistrationId ended) => Uuid.NewNameBased(notification.Id, $"without {ended.Value:N}");

    /// <summary>What a person has to do with an activity: a line in their calendar, and letters that go in order.</summary>
    public static Guid Thread(ContactId contact, ActivityId activity) => Uuid.NewNameBased(contact.Value, activity.Value.ToString("N"));

    /// <summary>
    /// The notification's letter goes one after the other with the others of this thread. What can wait for the end of quiet hours has
    /// one of its own, so that nothing that cannot waits behind it; and a reminder is alone, it may be dropped at any time.
    /// </summary>
    public static Guid Thread(Notification notification) =>
        notification.Content() is ReminderContent ? notification.Id
        : KindRules.Of(notification.Kind).CanWait ? Uuid.NewNameBased(notification.ContactId.Value, "can wait")
        : notification.ActivityId is { } activity ? Thread(notification.ContactId, activity)
        : notification.ContactId.Value;
}
