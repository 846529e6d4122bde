using BusinessFocus.Contracts;

namespace BusinessFocus.Identity.Accounts;

/// <summary>Whether somebody can sign in to an account, and has.</summary>
public enum AccountState
{
    /// <summary>Has never signed in.</summary>
    Invited,

    /// <summary>Has signed in, and can again.</summary>
    Active,

    /// <summary>Nobody signs in to it until it is unlocked.</summary>
    Locked,
}

/// <summary>A role that an account has, from when until when, and where.</summary>
/// <param name="Role">What it may do.</param>
/// <param name="Association">Which one the account speaks for; left out in other roles than association.</param>
/// <param name="HostId">Which one the account is, in the role host; left out where it is known by its address, and in other roles.</param>
/// <param name="From">UTC: from when it holds.</param>
/// <param name="Until">UTC: until when; left out for as long as nobody takes it back.</param>
/// <param name="Holds">Whether it does now.</param>
/// <param name="Doors">At the doors of which activities, in the role frontDesk; left out for any.</param>
/// <param name="Days">On which days, Europe/Stockholm, in the role frontDesk; left out for any.</param>
/// <param name="Municipality">In the editions of which municipality; left out for all.</param>
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

/// <summary>A person who signs in, and what they may do.</summary>
/// <param name="Id">The <c>sub</c> of their access tokens.</param>
/// <param name="Email">Where their codes are mailed, normalised.</param>
/// <param name="Name">What colleagues call them, also in histories.</param>
/// <param name="Language">"sv" or "en": what they are written to in.</param>
/// <param name="State">Whether they can sign in, and have.</param>
/// <param name="InvitedAt">UTC: when they were invited, the last time.</param>
/// <param name="FirstSignInAt">UTC: when they signed in first; left out while they have not.</param>
/// <param name="Grants">Their roles, one grant each, also those that do not hold now.</param>
/// <param name="HasPasskey">Whether a device of theirs signs them in.</param>
/// <param name="Version">How often it was changed: the number in the ETag.</param>
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
