using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.Recipients;
using Marten;

namespace BusinessFocus.Notifications.Releases;

/// <summary>What was kept to be told to a person is forgotten with them.</summary>
public sealed class ErasesKeptChanges : IErasesRecipients
{
    public Task EraseAsync(IDocumentSession session, ContactId contact, DateTimeOffset now, CancellationToken cancellationToken)
    {
        session.Delete<KeptChanges>(contact.Value);
        session.UnscheduleJob(DigestJob.Name, contact.Value);
        return Task.CompletedTask;
    }
}
