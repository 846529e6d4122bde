using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Accounts;

/// <summary>Somebody works here no more. What they did stays theirs by the account's id; their name and address are forgotten.</summary>
public static class RemoveAccount
{
    public static Decision Decide(Account account, string by, DateTimeOffset now) => account switch
    {
        { Exists: false } => Decision.Nothing,
        _ when by == account.Id.ToString() => AccountProblems.OnesOwn,
        _ => Decision.Of(new AccountLeft(by, now)),
    };
}

/// <summary>
/// Removes an account: it gets no code and no token any more, what it has is refused everywhere within a minute, and its name and address are
/// forgotten. Where there is none, nothing changes. 403 where it is a data protection officer and the asker is none; 409
/// <c>ones-own-account</c>, or <c>last-data-protection-officer</c> where nobody would be it then. For organisers of all municipalities.
/// </summary>
public static class RemoveAccountEndpoint
{
    public static void MapRemoveAccount(this RouteGroupBuilder api) =>
        api.MapDelete("/accounts/{id}", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Accounts")
            .Audited()
            .WithName("removeAccount")
            .WithSummary("Remove an account");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        AccountId id, IfMatch ifMatch, HttpContext context, ISessionFactory sessions, IDocumentStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var decided = await sessions.TakeAsync(id, ifMatch.Expected, context, RemoveAccount.Decide, clock.GetUtcNow(), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        // Also at a repeat: the first one may have ended in between.
        if (!decided.State.Exists && decided.Version > 0)
        {
            await store.MaskAsync([id.Value], cancellationToken);
        }

        return TypedResults.NoContent();
    }
}
