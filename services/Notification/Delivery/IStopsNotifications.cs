using BusinessFocus.Notifications.Lifecycle;
using Marten;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>Knows of written notifications that are not to go after all. They are checked once more before each hand-over.</summary>
public interface IStopsNotifications
{
    /// <returns>Why, by the id of each that is not to go.</returns>
    Task<IReadOnlyDictionary<Guid, SuppressedBecause>> FindAsync(
        IDocumentSession session, IReadOnlyCollection<Notification> notifications, DateTimeOffset now, CancellationToken cancellationToken);
}
