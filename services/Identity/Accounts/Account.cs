using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Identity.Accounts;

/// <summary>What an account may do, from when and until when. It has one of a role at most.</summary>
/// <param name="Until">Null for as long as nobody takes it back.</param>
/// <param name="Doors">At the doors of which activities, in the role front desk; null for any.</param>
/// <param name="IsByDirectory">Whether a group of the directory gives it, which takes it back too.</param>
/// <param name="Days">On which days, Europe/Stockholm, in the role front desk; null for any.</param>
/// <param name="Municipality">In the editions of which municipality, in a role that has to do with editions; null for all.</param>
public sealed record Grant(
    Role Role,
    string? Association,
    HostId? HostId,
    DateTimeOffset From,
    DateTimeOffset? Until,
    IReadOnlyList<ActivityId>? Doors = null,
    bool IsByDirectory = false,
    IReadOnlyList<DateOnly>? Days = null,
    string? Municipality = null)
{
    public bool HoldsAt(DateTimeOffset now) => From <= now && !(Until <= now);

    /// <summary>Whether all that this lets somebody do from now on is let by the other too.</summary>
    public bool IsWithin(Grant other, DateTimeOffset now) =>
        (Role, Association, HostId) == (other.Role, other.Association, other.HostId)
        && (other.From <= From || other.From <= now)
        && (other.Until is null || Until <= other.Until)
        && (other.Municipality is null || other.Municipality == Municipality)
        && IsAmong(Doors, other.Doors)
        && IsAmong(Days, other.Days);

    public bool Equals(Grant? other) => other is not null
        && (Role, Association, HostId, From, Until, IsByDirectory, Municipality)
            == (other.Role, other.Association, other.HostId, other.From, other.Until, other.IsByDirectory, other.Municipality)
        && IsSame(Doors, other.Doors)
        && IsSame(Days, other.Days);

    public override int GetHashCode() => HashCode.Combine(Role, Association, HostId, From, Until, IsByDirectory, Doors?.Count, Municipality);

    private static bool IsAmong<T>(IReadOnlyList<T>? these, IReadOnlyList<T>? those) =>
        those is null || (these is not null && these.All(those.Contains));

    private static bool IsSame<T>(IReadOnlyList<T>? these, IReadOnlyList<T>? those) =>
        these is null ? those is null : those is not null && these.SequenceEqual(those);
}

/// <summary>A person who signs in: of the staff, a host, an association's user.</summary>
public sealed record Account : IState<Account>, IVersioned
{
    /// <summary>What can happen to one.</summary>
    public static Type[] Events { get; } =
    [
        typeof(AccountWasInvited), typeof(SignedInFirst), typeof(AccessWasGranted), typeof(AccessWasRevoked), typeof(AccountWasLocked),
        typeof(AccountWasUnlocked), typeof(PasskeyWasAdded), typeof(PasskeyWasUsed), typeof(PasskeyWasRemoved), typeof(SessionWasEnded),
        typeof(DirectoryWasTied), typeof(HostWasTakenAway), typeof(AccountLeft),
    ];

    public static Account Initial { get; } = new();

    public Guid Id { get; set; }

    public long StreamVersion { get; set; }

    /// <summary>Whether there is one: it was invited and has not left.</summary>
    public bool Exists { get; init; }

    public string Email { get; init; } = "";

    public string Name { get; init; } = "";

    public string Language { get; init; } = "sv";

    public bool IsLocked { get; init; }

    public DateTimeOffset InvitedAt { get; init; }

    /// <summary>Null while the invitation was not followed.</summary>
    public DateTimeOffset? FirstSignInAt { get; init; }

    /// <summary>Who signed in then or before has to do it again.</summary>
    public DateTimeOffset? SessionsEndedAt { get; init; }

    public IReadOnlyList<Grant> Grants { get; init; } = [];

    /// <summary>By what the directory of their organisation knows the person; null where they have never signed in by it.</summary>
    public string? DirectorySubject { get; init; }

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<Passkey> Passkeys { get; init; } = [];

    public bool CanSignIn => Exists && !IsLocked;

    public Grant? GrantOf(Role role) => Grants.FirstOrDefault(grant => grant.Role == role);

    public IReadOnlyList<Grant> GrantsAt(DateTimeOffset now) => CanSignIn ? [.. Grants.Where(grant => grant.HoldsAt(now))] : [];

    /// <summary>When the grants that hold now are others; null for never by themselves.</summary>
    public DateTimeOffset? GrantsChangeAt(DateTimeOffset now) => Grants
        .SelectMany(grant => new[] { grant.From, grant.Until })
        .Where(at => at > now)
        .Min();

    /// <summary>Whom to tell what happened to it.</summary>
    public Owner ToldTo() => new(Email, Name, Language);

    /// <summary>Whether who signed in then is still signed in.</summary>
    public bool IsSignedInSince(DateTimeOffset signedInAt) => CanSignIn && !(signedInAt <= SessionsEndedAt);

    public Account Evolve(object @event) => @event switch
    {
        AccountWasInvited invited => this with
        {
            Exists = true,
            Email = invited.Email,
            Name = invited.Name,
            Language = invited.Language,
            InvitedAt = invited.At,
            FirstSignInAt = null,
            IsLocked = false,
            Grants = [],
            Passkeys = [],
            DirectorySubject = null,
        },
        SignedInFirst signedIn => this with { FirstSignInAt = signedIn.At },
        AccessWasGranted granted => this with
        {
            Grants = [.. Others(granted.Role), GrantOf(granted)],
        },
        AccessWasRevoked revoked => this with { Grants = [.. Others(revoked.Role)] },
        AccountWasLocked locked => this with { IsLocked = true, SessionsEndedAt = locked.At },
        AccountWasUnlocked => this with { IsLocked = false },
        DirectoryWasTied tied => this with { DirectorySubject = tied.Subject },
        PasskeyWasAdded added => this with { Passkeys = [.. Passkeys, added.Passkey] },
        PasskeyWasUsed used => this with
        {
            Passkeys = [.. Passkeys.Select(passkey => passkey.Id == used.PasskeyId ? passkey with { SignCount = used.SignCount, IsBackedUp = used.IsBackedUp } : passkey)],
        },
        PasskeyWasRemoved removed => this with
        {
            Passkeys = [.. Passkeys.Where(passkey => passkey.Id != removed.PasskeyId)],
            SessionsEndedAt = removed.EndsSessions ? removed.At : SessionsEndedAt,
        },
        AccountLeft left => this with { Exists = false, Email = "", Name = "", Grants = [], Passkeys = [], DirectorySubject = null, SessionsEndedAt = left.At },
        _ => this,
    };

    private static Grant GrantOf(AccessWasGranted granted) =>
        new(granted.Role, granted.Association, granted.HostId, granted.From, granted.Until, granted.Doors, granted.By == Actors.Directory, granted.Days, granted.Municipality);

    private IEnumerable<Grant> Others(Role role) => Grants.Where(grant => grant.Role != role);
}
