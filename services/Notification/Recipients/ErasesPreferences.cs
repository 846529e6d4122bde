using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Notifications.Recipients;

/// <summary>What a person wanted is forgotten with them.</summary>
public sealed class ErasesPreferences : IErasesRecipients
{
    public Task EraseAsync(IDocumentSession session, ContactId contact, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.DecideAsync<Preferences>(contact.Value, ExpectedVersion.Any, preferences => Preferences.Forget(preferences, now), cancellationToken);
}
