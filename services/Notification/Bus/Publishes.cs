using BusinessFocus.Contracts.Notification;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.ServiceDefaults.Relay;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Every domain event that others hear of, and as what.</summary>
public static class Publishes
{
    public static Publications Map { get; } = new Publications()
        .OnMany<Accepted>(fact => fact.Data.Channel == Channels.Inbox
            ? [SentOf(fact.Data), new InboxChanged(fact.Data.ContactId, fact.Data.NotificationId, fact.Data.At)]
            : [SentOf(fact.Data)])
        .OnMany<Failed>(fact => fact.Data.IsUnreachable
            ? [FailedOf(fact.Data), new RecipientUnreachable(fact.Data.ContactId, fact.Data.Channel, fact.Data.Reason, fact.Data.At)]
            : [FailedOf(fact.Data)])
        .On<GivenUp>(fact => new NotificationFailed(
            fact.Data.NotificationId, NameOf(fact.Data.Kind), fact.Data.Channel, fact.Data.ContactId, fact.Data.Reason, fact.Data.At))
        .OnMany<Bounced>(fact => fact.Data.IsPermanent
            ? [FailedOf(fact.Data), new RecipientUnreachable(fact.Data.ContactId, fact.Data.Channel, fact.Data.Reason, fact.Data.At)]
            : [FailedOf(fact.Data)]);

    private static NotificationSent SentOf(Accepted accepted) =>
        new(accepted.NotificationId, NameOf(accepted.Kind), accepted.Channel, accepted.ContactId, accepted.At);

    private static NotificationFailed FailedOf(Failed failed) =>
        new(failed.NotificationId, NameOf(failed.Kind), failed.Channel, failed.ContactId, failed.Reason, failed.At);

    private static NotificationFailed FailedOf(Bounced bounced) =>
        new(bounced.NotificationId, NameOf(bounced.Kind), bounced.Channel, bounced.ContactId, bounced.Reason, bounced.At);

    private static string NameOf(NotificationKind kind) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
