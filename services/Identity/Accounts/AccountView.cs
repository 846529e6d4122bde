using BusinessFocus.Contracts;

namespace BusinessFocus.Identity.Accounts;

public enum AccountState
{
    /// <summary>Has never signed in.</summary>
    Invited,
    Active,
    Locked,
}

/// <param name="From">UTC.</param>
/// <param name="Until">UTC; null for as long as nobody takes it back.</param>
/// <param name="Holds">Whether it does now.</param>
/// <param name="Doors">At the doors of which activities, in the role front desk; null for any.</param>
/// <param name="Days">On which days, in the role front desk; null for any.</param>
/// <param name="Municipality">In the editions of which municipality; null for all.</param>
public sealed record GrantView(
    Role Role,
    string? Association,
    HostId? HostId,
    DateTimeOffset From,
    DateTimeOffset? Until,
    bool Holds,
    IReadOnlyList<ActivityId>? Doors,
    IReadOnlyList<DateOnly>? Days,
    string? Municipality)
{
    public static GrantView Of(Grant grant, DateTimeOffset now) =>
        new(grant.Role, grant.Association, grant.HostId, grant.From, grant.Until, grant.HoldsAt(now), grant.Doors, grant.Days, grant.Municipality);
}

/// <param name="Language">"sv" or "en".</param>
/// <param name="FirstSignInAt">UTC; null while the invitation was not followed.</param>
/// <param name="HasPasskey">Whether a device of theirs signs them in.</param>
/// <param name="Version">The ETag.</param>
public sealed record AccountView(
    AccountId Id,
    string Email,
    string Name,
    string Language,
    AccountState State,
    DateTimeOffset InvitedAt,
    DateTimeOffset? FirstSignInAt,
    IReadOnlyList<GrantView> Grants,
    bool HasPasskey,
    long Version)
{
    public static AccountView Of(Account account, DateTimeOffset now) => new(
        new(account.Id),
        account.Email,
        account.Name,
        account.Language,
        account.IsLocked ? AccountState.Locked : account.FirstSignInAt is null ? AccountState.Invited : AccountState.Active,
        account.InvitedAt,
        account.FirstSignInAt,
        [.. account.Grants.OrderBy(grant => grant.Role).Select(grant => GrantView.Of(grant, now))],
        account.Passkeys.Count > 0,
        account.StreamVersion);
}
