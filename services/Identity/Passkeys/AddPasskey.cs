using BusinessFocus.Domain.Decisions;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Sessions;

namespace BusinessFocus.Identity.Passkeys;

/// <summary>
/// Somebody adds a device by which they sign in. The first one needs a code only; after that, who adds one has signed in with one, so that
/// whoever reads somebody's mail cannot add their own. And they have just signed in: whoever finds a browser left open would be in for good.
/// </summary>
public static class AddPasskey
{
    public static readonly Problem SignInAgain = new("sign-in-again", ProblemKind.Forbidden, "Logga in igen först", "Sign in again first");

    public static readonly Problem PasskeyFirst = new("passkey-first", ProblemKind.Forbidden, "Logga in med din nyckel först", "Sign in with your passkey first");

    public static readonly Problem TooMany = new("too-many-passkeys", ProblemKind.Conflict, "Ta bort en nyckel först", "Remove a passkey first");

    private const int Most = 10;

    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(5);

    /// <param name="signedInAt">When they showed who they are.</param>
    public static Decision Decide(Account account, SignInWay way, DateTimeOffset signedInAt, Passkey passkey, DateTimeOffset now) => account switch
    {
        { CanSignIn: false } => AccountProblems.NoSuchAccount,
        { Passkeys.Count: > 0 } when way == SignInWay.Code => PasskeyFirst,
        _ when !IsLately(signedInAt, now) => SignInAgain,
        { Passkeys.Count: >= Most } => TooMany,
        _ when account.Passkeys.Any(known => known.Id == passkey.Id) => Decision.Nothing,
        _ => Decision.Of(new PasskeyWasAdded(passkey, now, account.ToldTo())),
    };

    public static bool IsLately(DateTimeOffset signedInAt, DateTimeOffset now) => now - signedInAt <= Lately;
}

/// <summary>A device signed somebody in: what it counts is remembered.</summary>
public static class UsePasskey
{
    public static Decision Decide(Account account, string id, long signCount, bool isBackedUp, DateTimeOffset now) =>
        account.Passkeys.FirstOrDefault(passkey => passkey.Id == id) is { } known && (known.SignCount, known.IsBackedUp) != (signCount, isBackedUp)
            ? Decision.Of(new PasskeyWasUsed(id, signCount, isBackedUp, now))
            : Decision.Nothing;
}
