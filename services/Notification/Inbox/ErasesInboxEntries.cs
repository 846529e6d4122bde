using BusinessFocus.Notification.Notices;
using Marten;

namespace BusinessFocus.Notification.Inbox;

/// <summary>Letters in the inbox of who is forgotten.</summary>
public sealed class ErasesInboxEntries : IErasesNotices
{
    public void Erase(IDocumentSession session, IReadOnlyCollection<Guid> notices)
    {
        foreach (var id in notices)
        {
            session.Delete<InboxEntry>(id);
        }
    }
}
