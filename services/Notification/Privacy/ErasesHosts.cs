using BusinessFocus.Contracts;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Recipients;
using Marten;

namespace BusinessFocus.Notifications.Privacy;

/// <summary>The address of a host who is forgotten.</summary>
public sealed class ErasesHosts : IErasesRecipients
{
    public async Task EraseAsync(IDocumentSession session, ContactId contact, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hosts = await session.Query<KnownHost>().Where(host => host.ContactId == contact).ToListAsync(cancellationToken);
        session.Store<KnownHost>(hosts.Select(host => host.Forgotten()));
    }
}
