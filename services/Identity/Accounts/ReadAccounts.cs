using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Marten.Linq.MatchesSql;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Accounts;

/// <summary>The accounts of people, all but of those who left.</summary>
public static class ReadAccountsEndpoint
{
    public static void MapReadAccounts(this RouteGroupBuilder api)
    {
        api.MapGet("/accounts", ListAsync)
            .Validates<PageQuery>()
            .Only(Roles.Organiser)
            .WithTags("Accounts")
            .Audited()
            .WithName("listAccounts")
            .WithSummary("List accounts");
        api.MapGet("/accounts/{id}", ReadAsync)
            .Only(Roles.Organiser)
            .WithTags("Accounts")
            .Audited()
            .WithName("readAccount")
            .WithSummary("Read an account");
    }

    /// <summary>
    /// Lists who was invited, whether they have signed in, and what they may do, in pages, in an order that says nothing of when. Those who left
    /// are not in it. For organisers of all municipalities.
    /// </summary>
    private static async Task<Ok<Page<AccountView>>> ListAsync(
        [AsParameters] PageQuery page, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        var after = page.KeyAs<Guid>() ?? Guid.Empty;
        var found = await reads.Query<Account>()
            .Where(account => account.Exists)
            .Where(account => account.MatchesSql("d.id > ?", after))
            .OrderBy(account => account.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var one = page.Of(found, account => account.Id.ToString());
        return TypedResults.Ok(new Page<AccountView>([.. one.Items.Select(account => AccountView.Of(account, now))], one.Next, await reads.Query<Account>().CountAsync(account => account.Exists, cancellationToken)));
    }

    /// <summary>
    /// Reads an account: its state, its roles and whether it has a passkey. Its ETag is for changes. 404 <c>no-such-account</c> for somebody who
    /// left. For organisers of all municipalities.
    /// </summary>
    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> ReadAsync(
        AccountId id, HttpResponse response, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Account>(id.Value, cancellationToken) is not { Exists: true } account)
        {
            return AccountProblems.NoSuchAccount.ToAnswer();
        }

        response.SetVersion(account.StreamVersion);
        return TypedResults.Ok(AccountView.Of(account, clock.GetUtcNow()));
    }
}
