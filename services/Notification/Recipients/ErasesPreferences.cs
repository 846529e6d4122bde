using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Notification.Recipients;

/// <summary>What a person wanted is forgotten with them.</summary>
public sealed class ErasesPreferences : IErasesRecipients
{
    public Task EraseAsync(IDocumentSession session, ContactId contact, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.DecideAsync<Preferences>(contact.Value, IfMatch.Any, preferences => Preferences.Forget(preferences, now), cancellationToken);
}
