using BusinessFocus.Notification.Notices;
using Marten;

namespace BusinessFocus.Notification.Delivery;

/// <summary>Knows of written notices that are not to go after all. They are looked at once more before each hand-over.</summary>
public interface IStopsNotices
{
    /// <returns>Why, by the id of each that is not to go.</returns>
    Task<IReadOnlyDictionary<Guid, SuppressedBecause>> FindAsync(
        IDocumentSession session, IReadOnlyCollection<Notice> notices, DateTimeOffset now, CancellationToken cancellationToken);
}
