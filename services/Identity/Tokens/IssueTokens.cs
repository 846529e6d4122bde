using System.Security.Claims;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Clients;
using BusinessFocus.Identity.Hosts;
using BusinessFocus.Identity.Passkeys;
using BusinessFocus.Identity.Sessions;
using Marten;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace BusinessFocus.Identity.Tokens;

/// <summary>
/// What the tokens of <c>POST /connect/token</c> say. OpenIddict has checked the client and the code or the refresh token; who it is
/// for is looked at each time, so that somebody who was locked out or lost a role does not get it again.
/// </summary>
public sealed class IssueTokens(IQuerySession reads, ISessionFactory sessions, RequiredPasskeys passkeys, TimeProvider clock) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var (cancellationToken, now) = (context.CancellationToken, clock.GetUtcNow());
        DateTokens.Decide(context.Transaction, now);
        if (context.Request.IsClientCredentialsGrantType())
        {
            if (await reads.LoadAsync<Client>(Client.StreamOf(context.ClientId ?? ""), cancellationToken) is { Exists: true, IsDisabled: false } client)
            {
                context.SignIn(new ClaimsPrincipal(Identities.Of(client)));
            }
            else
            {
                context.Reject(Errors.InvalidClient, "The client is not known here.");
            }

            return;
        }

        if (context.Principal is { } before
            && Guid.TryParse(before.GetClaim(Roles.SessionClaim), out var id)
            && await reads.LoadAsync<Session>(id, cancellationToken) is { } session
            && session.HoldsAt(now)
            && await reads.LoadAsync<Account>(session.AccountId, cancellationToken) is { } account
            && account.IsSignedInSince(session.StartedAt))
        {
            var grants = passkeys.GrantsIn(session, account, now);
            var hosts = await reads.HostsOfAsync(account, grants, cancellationToken);
            await sessions.UseAsync(session, now, cancellationToken);
            context.SignIn(new ClaimsPrincipal(Identities.Again(before, account, session, grants, hosts, now)));
        }
        else
        {
            context.Reject(Errors.InvalidGrant, "Sign in again.");
        }
    }
}
