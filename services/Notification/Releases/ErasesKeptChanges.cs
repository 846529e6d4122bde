using BusinessFocus.Contracts;
using BusinessFocus.Notification.Dates;
using BusinessFocus.Notification.Recipients;
using Marten;

namespace BusinessFocus.Notification.Releases;

/// <summary>What was kept to be told to a person is forgotten with them.</summary>
public sealed class ErasesKeptChanges : IErasesRecipients
{
    public Task EraseAsync(IDocumentSession session, ContactId contact, DateTimeOffset now, CancellationToken cancellationToken)
    {
        session.Delete<KeptChanges>(contact.Value);
        session.DropDate(DigestComesDue.Name, contact.Value);
        return Task.CompletedTask;
    }
}
