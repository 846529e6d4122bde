using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Sessions;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Passkeys;

/// <summary>Somebody removes a device of their own.</summary>
public static class RemovePasskey
{
    /// <param name="signedInAt">When they showed who they are.</param>
    public static Decision Decide(Account account, SignInWay way, DateTimeOffset signedInAt, string id, DateTimeOffset now)
    {
        if (account.Passkeys.FirstOrDefault(passkey => passkey.Id == id) is not { } known)
        {
            return Decision.Nothing;
        }

        return way == SignInWay.Code ? AddPasskey.PasskeyFirst
            : !AddPasskey.IsLately(signedInAt, now) ? AddPasskey.SignInAgain
            : Decision.Of(new PasskeyWasRemoved(id, account.Id.ToString(), now, account.ToldTo(), known.Name));
    }
}

/// <summary>
/// An organiser removes all devices of somebody who has lost theirs: they add another one after the next code. What they are signed in to on the
/// lost one is over.
/// </summary>
public static class RemovePasskeys
{
    public static Decision Decide(Account account, string by, DateTimeOffset now) => account switch
    {
        { Exists: false } => AccountProblems.NoSuchAccount,
        _ when by == account.Id.ToString() => AccountProblems.OnesOwn,
        _ => Decision.Of([.. account.Passkeys.Select(passkey => new PasskeyWasRemoved(passkey.Id, by, now, account.ToldTo(), passkey.Name, EndsSessions: true))]),
    };
}

/// <summary>
/// Removes all passkeys of somebody who has lost the device: they are mailed, are signed out everywhere within a minute, sign in by a mailed
/// code and add a new one. Where there are none, nothing changes. 403 where they are a data protection officer and the asker is none; 409
/// <c>ones-own-account</c>. For organisers of all municipalities.
/// </summary>
public static class RemovePasskeysEndpoint
{
    public static void MapRemovePasskeys(this RouteGroupBuilder api) =>
        api.MapDelete("/accounts/{id}/passkeys", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Accounts")
            .Audited()
            .WithName("removePasskeys")
            .WithSummary("Remove the passkeys of somebody");

    private static Task<Results<Ok<AccountView>, ProblemHttpResult>> HandleAsync(
        AccountId id, IfMatch ifMatch, HttpContext context, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken) =>
        sessions.TakeAsync(id, ifMatch, context, RemovePasskeys.Decide, clock, cancellationToken);
}
