using BusinessFocus.Notification.Notices;
using Marten;

namespace BusinessFocus.Notification.Writing;

/// <summary>Written letters that have not gone yet.</summary>
public sealed class ErasesLetters : IErasesNotices
{
    public void Erase(IDocumentSession session, IReadOnlyCollection<Guid> notices)
    {
        foreach (var id in notices)
        {
            session.Delete<Letter>(id);
        }
    }
}
