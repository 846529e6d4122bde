using BusinessFocus.Identity.Accounts;

namespace BusinessFocus.Identity.Sessions;

/// <summary>How somebody showed who they are.</summary>
public enum SignInWay
{
    /// <summary>By a code that was mailed to their address.</summary>
    Code,

    /// <summary>By a passkey, on a device of theirs.</summary>
    Passkey,

    /// <summary>By the directory of their organisation.</summary>
    Directory,
}

/// <summary>
/// A browser in which somebody signed in, and all programs that it let in. It is no stream: it is looked at with each refreshed token, and
/// forgotten when it is over.
/// </summary>
public sealed record Session
{
    /// <summary>Nobody can guess it, and it opens nothing by itself.</summary>
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>How they signed in; the better way, where they showed a passkey later.</summary>
    public SignInWay Way { get; init; }

    /// <summary>What the browser calls itself, in a few words.</summary>
    public string Browser { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>UTC: when a program last got tokens in it, give or take <see cref="UseSession.Precision"/>; null where it was not kept yet.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>UTC: it is over then, whatever happens.</summary>
    public DateTimeOffset EndsAt { get; init; }

    /// <summary>UTC: somebody ended it before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public bool HoldsAt(DateTimeOffset now) => EndedAt is null && now < EndsAt;

    /// <summary>
    /// What the account may do in this session. What a group of the directory gives, holds where the directory has said so itself: who has left
    /// the organisation, and has a passkey here, would keep it for good.
    /// </summary>
    public IReadOnlyList<Grant> GrantsOf(Account account, DateTimeOffset now) =>
        [.. account.GrantsAt(now).Where(grant => !grant.IsByDirectory || Way == SignInWay.Directory)];
}
