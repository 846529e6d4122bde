using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Clients;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Store;

namespace BusinessFocus.Identity;

/// <summary>Every event that Identity stores: its name, which is forever, and how it is masked.</summary>
public static class StoredEvents
{
    public static StoredEventTypes All { get; } = Service.EventsOfEveryService()
        .Personal<AccountWasInvited>("account_was_invited", fact => fact with { Email = "", Name = "" })
        .Impersonal<SignedInFirst>("signed_in_first")
        .Impersonal<AccessWasGranted>("access_was_granted")
        .Impersonal<AccessWasRevoked>("access_was_revoked")
        .Impersonal<AccountWasLocked>("account_was_locked")
        .Impersonal<AccountWasUnlocked>("account_was_unlocked")
        .Personal<DirectoryWasTied>("directory_was_tied", fact => fact with { Subject = "" })
        .Personal<PasskeyWasAdded>("passkey_was_added", fact => fact with { Passkey = fact.Passkey.Masked(), Owner = null })
        .Impersonal<PasskeyWasUsed>("passkey_was_used")
        .Personal<PasskeyWasRemoved>("passkey_was_removed", fact => fact with { Owner = null, Device = "" })
        .Impersonal<SessionWasEnded>("session_was_ended")
        .Impersonal<HostWasTakenAway>("host_was_taken_away")
        .Impersonal<AccountLeft>("account_left")
        .Impersonal<ClientWasMade>("client_was_made")
        .Impersonal<ClientSecretWasRotated>("client_secret_was_rotated")
        .Impersonal<ClientWasDisabled>("client_was_disabled");
}
