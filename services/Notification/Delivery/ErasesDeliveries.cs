using BusinessFocus.Notifications.Lifecycle;
using Marten;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>What was not sent yet leaves the queue, and is never sent.</summary>
public sealed class ErasesDeliveries : IErasesNotifications
{
    public void Erase(IDocumentSession session, IReadOnlyCollection<Guid> notifications) => session.Dequeue(notifications);
}
