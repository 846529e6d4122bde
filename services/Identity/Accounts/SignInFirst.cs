using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Identity.Accounts;

/// <summary>Somebody signed in: the first time is told in the account's history.</summary>
public static class SignInFirst
{
    public static Decision Decide(Account account, DateTimeOffset now) =>
        account is { CanSignIn: true, FirstSignInAt: null } ? Decision.Of(new SignedInFirst(now)) : Decision.Nothing;
}
