using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Accounts;

/// <summary>An organiser takes back what an account may do; its access tokens are refused within a minute.</summary>
public static class RevokeAccess
{
    public static Decision Decide(Account account, Role role, string by, DateTimeOffset now) => account switch
    {
        { Exists: false } => AccountProblems.NoSuchAccount,
        _ when by == account.Id.ToString() => AccountProblems.OnesOwn,
        _ when account.GrantOf(role) is null => Decision.Nothing,
        _ => Decision.Of(new AccessWasRevoked(role, by, now)),
    };
}

/// <summary>
/// Takes a role from an account. Tokens that were issued until then are refused everywhere within a minute; with a refresh token the person gets
/// one with the roles that are left. A role that it does not have: nothing changes. 403 where the account is a data protection officer and the
/// asker is none; 409 <c>ones-own-account</c>, or <c>last-data-protection-officer</c> where nobody would be it then. For organisers of all
/// municipalities.
/// </summary>
public static class RevokeAccessEndpoint
{
    public static void MapRevokeAccess(this RouteGroupBuilder api) =>
        api.MapDelete("/accounts/{id}/grants/{role}", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Accounts")
            .Audited()
            .WithName("revokeAccess")
            .WithSummary("Take a role back");

    /// <param name="role">organiser, planner, frontDesk, host, association, reporter, dataProtectionOfficer or operator.</param>
    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> HandleAsync(
        AccountId id, string role, IfMatch ifMatch, HttpContext context, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!EnumNames<Role>.All.TryGetValue(role, out var revoked))
        {
            return Problems.Invalid("role", () => EnumNames<Role>.Expected);
        }

        return await sessions.TakeAsync(
            id, ifMatch, context, (account, by, now) => RevokeAccess.Decide(account, revoked, by, now), clock, cancellationToken);
    }
}
