using Marten;

namespace BusinessFocus.Notifications.Lifecycle;

/// <summary>What is kept of a notification as a document under its id.</summary>
public sealed class ErasesDocuments<TDocument> : IErasesNotifications where TDocument : notnull
{
    public void Erase(IDocumentSession session, IReadOnlyCollection<Guid> notifications)
    {
        foreach (var id in notifications)
        {
            session.Delete<TDocument>(id);
        }
    }
}
