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
        context.Response.SetVersion(decided.Version);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.Ok(AccountView.Of(decided.State, now));
    }
}
