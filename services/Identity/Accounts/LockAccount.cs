using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Accounts;

/// <summary>An organiser keeps everybody out of an account, for instance where somebody else reads its mail. Its grants stay.</summary>
public static class LockAccount
{
    public static Decision Decide(Account account, string by, DateTimeOffset now) => account switch
    {
        { Exists: false } => AccountProblems.NoSuchAccount,
        _ when by == account.Id.ToString() => AccountProblems.OnesOwn,
        { IsLocked: true } => Decision.Nothing,
        _ => Decision.Of(new AccountWasLocked(by, now)),
    };
}

public static class UnlockAccount
{
    public static Decision Decide(Account account, string by, DateTimeOffset now) => account switch
    {
        { Exists: false } => AccountProblems.NoSuchAccount,
        { IsLocked: false } => Decision.Nothing,
        _ => Decision.Of(new AccountWasUnlocked(by, now)),
    };
}

/// <summary>Somebody is kept out of their account for a while.</summary>
public static class LockAccountEndpoint
{
    public static void MapLockAccount(this RouteGroupBuilder api)
    {
        api.MapPost("/accounts/{id}/lock", LockAsync)
            .Only(Roles.Organiser)
            .WithTags("Accounts")
            .Audited()
            .WithName("lockAccount")
            .WithSummary("Lock an account");
        api.MapPost("/accounts/{id}/unlock", UnlockAsync)
            .Only(Roles.Organiser)
            .WithTags("Accounts")
            .Audited()
            .WithName("unlockAccount")
            .WithSummary("Unlock an account");
    }

    /// <summary>
    /// Keeps everybody out of an account until it is unlocked: nobody signs in to it, and its tokens are refused everywhere within a minute. Its
    /// roles stay. To lock it again changes nothing. 403 where it is a data protection officer and the asker is none; 409
    /// <c>ones-own-account</c>, or <c>last-data-protection-officer</c> where nobody could be it then. For organisers of all municipalities.
    /// </summary>
    private static Task<Results<Ok<AccountView>, ProblemHttpResult>> LockAsync(
        AccountId id, IfMatch ifMatch, HttpContext context, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken) =>
        sessions.TakeAsync(id, ifMatch, context, LockAccount.Decide, clock, cancellationToken);

    /// <summary>
    /// Lets the person of a locked account sign in again, with the roles that they have. To unlock it again changes nothing. For organisers of
    /// all municipalities.
    /// </summary>
    private static Task<Results<Ok<AccountView>, ProblemHttpResult>> UnlockAsync(
        AccountId id, IfMatch ifMatch, HttpContext context, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken) =>
        sessions.DecideAsync(id, ifMatch, context, UnlockAccount.Decide, clock, cancellationToken);
}
