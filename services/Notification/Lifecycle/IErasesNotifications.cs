using Marten;

namespace BusinessFocus.Notifications.Lifecycle;

/// <summary>
/// What a folder keeps of notifications beside their streams is gone when their recipients are forgotten. Each such folder registers one.
/// </summary>
public interface IErasesNotifications
{
    /// <summary>In the session's commit.</summary>
    void Erase(IDocumentSession session, IReadOnlyCollection<Guid> notifications);
}
