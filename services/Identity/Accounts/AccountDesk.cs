using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Accounts;

/// <summary>What all changes of an account have in common.</summary>
public static class AccountDesk
{
    private const int Attempts = 5;

    /// <param name="decide">The account, who asks, and now.</param>
    public static async Task<Results<Ok<AccountView>, ProblemHttpResult>> DecideAsync(
        this ISessionFactory sessions,
        AccountId id,
        IfMatch ifMatch,
        HttpContext context,
        Func<Account, string, DateTimeOffset, Decision> decide,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (by, now) = (context.User.Identity!.Name!, clock.GetUtcNow());
        var decided = await sessions.DecideAsync<Account>(id.Value, ifMatch.Expected, account => decide(account with { Id = id.Value }, by, now), cancellationToken);
        return AnswerOf(decided, context, now);
    }

    /// <summary>The same for what takes something from somebody: see <see cref="RolesToTake"/>.</summary>
    public static async Task<Results<Ok<AccountView>, ProblemHttpResult>> TakeAsync(
        this ISessionFactory sessions,
        AccountId id,
        IfMatch ifMatch,
        HttpContext context,
        Func<Account, string, DateTimeOffset, Decision> decide,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return AnswerOf(await sessions.TakeAsync(id, ifMatch.Expected, context, decide, now, cancellationToken), context, now);
    }

    public static async Task<DecisionResult<Account>> TakeAsync(
        this ISessionFactory sessions,
        AccountId id,
        ExpectedVersion expected,
        HttpContext context,
        Func<Account, string, DateTimeOffset, Decision> decide,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var (user, by) = (context.User, context.User.Identity!.Name!);
        for (var attempt = 1; ; attempt++)
        {
            await using var session = sessions.OpenSession();

            // One after the other: of two who take it from each other, the second would take it from the last one.
            await session.HoldOneAsync("data protection officers", cancellationToken);
            var others = await session.Query<Account>()
                .Where(account => account.Exists && account.Id != id.Value && account.Grants.Any(grant => grant.Role == Role.DataProtectionOfficer))
                .ToListAsync(cancellationToken);
            var hasOther = others.Any(account => RolesToTake.IsOfficer(account, now));
            var decided = await session.DecideAsync<Account>(
                id.Value,
                expected,
                stored =>
                {
                    var account = stored with { Id = id.Value };
                    return RolesToTake.Check(account, decide(account, by, now), user.MayGive, hasOther, now);
                },
                cancellationToken);
            try
            {
                await session.SaveChangesAsync(cancellationToken);
                return decided;
            }
            catch (Exception exception) when (attempt < Attempts && ConcurrencyErrors.IsOne(exception))
            {
                // Somebody changed the account meanwhile.
            }
        }
    }

    private static Results<Ok<AccountView>, ProblemHttpResult> AnswerOf(DecisionResult<Account> decided, HttpContext context, DateTimeOffset now)
    {
        context.Response.SetVersion(decided.Version);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.Ok(AccountView.Of(decided.State, now));
    }
}
