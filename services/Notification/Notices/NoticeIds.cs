using BusinessFocus.Contracts;
using UUIDNext;

namespace BusinessFocus.Notification.Notices;

/// <summary>Ids that are made, not drawn: the same decision gives the same ones however often it arrives.</summary>
public static class NoticeIds
{
    /// <summary>One notice for each decision, recipient and channel (UUID version 5).</summary>
    public static NotificationId For(Guid decision, ContactId recipient, string channel) =>
        new(Uuid.NewNameBased(decision, $"{recipient.Value:N}:{channel}"));

    /// <summary>What a person has to do with an activity: a line in their calendar, and letters that go in order.</summary>
    public static Guid Thread(ContactId contact, ActivityId activity) => Uuid.NewNameBased(contact.Value, activity.Value.ToString("N"));

    /// <summary>The letters of <paramref name="matter"/> go one after the other with the others of this thread.</summary>
    public static Guid Thread(ContactId contact, Matter matter) =>
        matter.ActivityId is { } activity ? Thread(contact, activity) : contact.Value;
}
