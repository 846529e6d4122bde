using Marten;

namespace BusinessFocus.Notification.Notices;

/// <summary>What is kept of a notice as a document under its id.</summary>
public sealed class ErasesDocuments<TDocument> : IErasesNotices where TDocument : notnull
{
    public void Erase(IDocumentSession session, IReadOnlyCollection<Guid> notices)
    {
        foreach (var id in notices)
        {
            session.Delete<TDocument>(id);
        }
    }
}
