using BusinessFocus.Contracts;

namespace BusinessFocus.Identity.Accounts;

/// <summary>Somebody may sign in; again, where they had left.</summary>
/// <param name="Email">Normalised; empty once it is masked.</param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="By">The <c>sub</c> of who did it, as in all these.</param>
public sealed record AccountWasInvited(string Email, string Name, string Language, string By, DateTimeOffset At);

/// <summary>The invited came.</summary>
public sealed record SignedInFirst(DateTimeOffset At);

/// <summary>An account may do something, or the same with another scope or time.</summary>
/// <param name="Association">Which one, for that role.</param>
/// <param name="HostId">Which one, for that role.</param>
/// <param name="Until">Null for as long as nobody takes it back.</param>
/// <param name="Narrows">Whether something that was allowed is not any more.</param>
/// <param name="Doors">At the doors of which activities, in the role front desk; null for any.</param>
/// <param name="Days">On which days, in the role front desk; null for any.</param>
/// <param name="Municipality">In the editions of which municipality; null for all.</param>
public sealed record AccessWasGranted(
    Role Role,
    string? Association,
    HostId? HostId,
    DateTimeOffset From,
    DateTimeOffset? Until,
    bool Narrows,
    string By,
    DateTimeOffset At,
    IReadOnlyList<ActivityId>? Doors = null,
    IReadOnlyList<DateOnly>? Days = null,
    string? Municipality = null);

public sealed record AccessWasRevoked(Role Role, string By, DateTimeOffset At);

/// <summary>Nobody signs in to the account until it is unlocked.</summary>
public sealed record AccountWasLocked(string By, DateTimeOffset At);

public sealed record AccountWasUnlocked(string By, DateTimeOffset At);

/// <summary>The person signed in by the directory of their organisation: nobody else whom it knows does, though they may get the address.</summary>
/// <param name="Subject">By what the directory knows the person; empty once it is masked.</param>
public sealed record DirectoryWasTied(string Subject, DateTimeOffset At);

/// <summary>Whom to tell of it, as the account was then.</summary>
public sealed record Owner(string Email, string Name, string Language);

/// <summary>A device of the person's signs them in from now on.</summary>
/// <param name="Owner">Null once it is masked, or where it was not kept yet.</param>
public sealed record PasskeyWasAdded(Passkey Passkey, DateTimeOffset At, Owner? Owner = null);

/// <summary>A device counts how often it signed in, or is kept in another way than before. Most devices do not count.</summary>
/// <param name="PasskeyId">As in <see cref="Passkey"/>.</param>
public sealed record PasskeyWasUsed(string PasskeyId, long SignCount, bool IsBackedUp, DateTimeOffset At);

/// <param name="PasskeyId">As in <see cref="Passkey"/>.</param>
/// <param name="By">The account itself, or the organiser who helps somebody that lost their device.</param>
/// <param name="Owner">Null once it is masked, or where it was not kept yet.</param>
/// <param name="Device">What the person recognised it by; empty like that.</param>
/// <param name="EndsSessions">Whether somebody else may have the device, and whoever signed in signs in anew.</param>
public sealed record PasskeyWasRemoved(string PasskeyId, string By, DateTimeOffset At, Owner? Owner = null, string Device = "", bool EndsSessions = false);

/// <summary>The person ended one of their sessions before it was over.</summary>
public sealed record SessionWasEnded(SessionId SessionId, DateTimeOffset At);

/// <summary>The address that a host is known by is another one now: the account is that host no more.</summary>
public sealed record HostWasTakenAway(HostId HostId, DateTimeOffset At);

/// <summary>The person works here no more: all that they could do is over, and they are forgotten.</summary>
public sealed record AccountLeft(string By, DateTimeOffset At);
