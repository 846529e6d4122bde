using BusinessFocus.Contracts;
using BusinessFocus.Identity.Accounts;

namespace BusinessFocus.Identity.Clients;

/// <summary>A machine client may ask for tokens.</summary>
/// <param name="SecretHash">By what its secret is recognised, with a key that is not in the store: see <see cref="ClientSecrets"/>.</param>
/// <param name="By">The <c>sub</c> of who did it, as in all these.</param>
public sealed record ClientWasMade(
    string ClientId, string Name, IReadOnlyList<Role> Roles, string? Association, HostId? HostId, string SecretHash, string By, DateTimeOffset At);

/// <summary>A client has a new secret; the one before is good until then, so that it can be changed where it stands.</summary>
/// <param name="ClientId">Null where that was not kept yet.</param>
public sealed record ClientSecretWasRotated(string SecretHash, DateTimeOffset FormerUntil, string By, DateTimeOffset At, string? ClientId = null);

/// <summary>A client gets no tokens any more, and those that it has are refused.</summary>
public sealed record ClientWasDisabled(string ClientId, string By, DateTimeOffset At);
