using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;

namespace BusinessFocus.Notifications.Requesting;

/// <summary>The activities that a letter names beside its own, which come by another queue than what it tells: it waits until each is known.</summary>
internal static class NamedActivities
{
    /// <summary>The letters that can name some; few wait at a time.</summary>
    public static readonly NotificationKind[] Kinds =
        [NotificationKind.ChainBooked, NotificationKind.ChainCancelled, NotificationKind.Offer, NotificationKind.Cancellation];

    public static bool AreKnown(KnownFacts facts, NotificationContent content) => Of(content).All(activity => facts.Find<KnownActivity>(activity.Value) is not null);

    private static IEnumerable<ActivityId> Of(NotificationContent content) => content switch
    {
        ChainContent { Chain.Places: var places } => places.Select(place => place.ActivityId),
        OfferContent { Earlier: { } earlier } => [earlier.ActivityId],
        CancellationContent { Cancelled.Alternatives: { } alternatives } => alternatives.Select(alternative => alternative.ActivityId),
        _ => [],
    };
}
