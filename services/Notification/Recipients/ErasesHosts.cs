using BusinessFocus.Contracts;
using BusinessFocus.Notifications.ReadModels;
using Marten;

namespace BusinessFocus.Notifications.Recipients;

/// <summary>Where to write to a host is forgotten with whose address it was.</summary>
public sealed class ErasesHosts : IErasesRecipients
{
    public async Task EraseAsync(IDocumentSession session, ContactId contact, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ContactId? person = contact;
        session.Store((await session.Query<KnownHost>().Where(host => host.ContactId == person).ToListAsync(cancellationToken)).Select(host => host.Forgotten()));
    }
}
