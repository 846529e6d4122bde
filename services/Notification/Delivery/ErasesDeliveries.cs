using BusinessFocus.Notification.Notices;
using Marten;

namespace BusinessFocus.Notification.Delivery;

/// <summary>What was not sent yet leaves the line, and never is.</summary>
public sealed class ErasesDeliveries : IErasesNotices
{
    public void Erase(IDocumentSession session, IReadOnlyCollection<Guid> notices) => session.Dequeue(notices);
}
