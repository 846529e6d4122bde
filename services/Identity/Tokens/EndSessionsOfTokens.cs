using System.Security.Claims;
using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Audit;
using BusinessFocus.Identity.Sessions;
using Marten;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace BusinessFocus.Identity.Tokens;

/// <summary>
/// OpenIddict ends a refresh token in its table, which no access token is looked up in. So the whole session ends, which everybody hears of:
/// where a refresh token (or a code) comes again, as then it is a thief's or was stolen from, and where a program revokes one.
/// </summary>
public sealed class EndSessionsOfTokens(IOpenIddictTokenManager tokens, IQuerySession reads, ISessionFactory sessions, TimeProvider clock)
    : IOpenIddictServerHandler<ValidateTokenContext>, IOpenIddictServerHandler<HandleRevocationRequestContext>
{
    /// <summary>Before OpenIddict's own look at the table, which refuses it.</summary>
    public static int BeforeItIsRefused => OpenIddictServerHandlers.Protection.ValidateTokenEntry.Descriptor.Order - 1;

    /// <summary>After OpenIddict has revoked it.</summary>
    public const int AfterItIsRevoked = 0;

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context is { Principal: { } principal, TokenId: { Length: > 0 } id }
            && await tokens.FindByIdAsync(id, context.CancellationToken) is { } token
            && await tokens.HasStatusAsync(token, Statuses.Redeemed, context.CancellationToken))
        {
            await EndAsync(context.Transaction, principal, "reuseToken", StatusCodes.Status400BadRequest, context.CancellationToken);
        }
    }

    public async ValueTask HandleAsync(HandleRevocationRequestContext context)
    {
        if (context.GenericTokenPrincipal is { } principal)
        {
            await EndAsync(context.Transaction, principal, "revokeToken", StatusCodes.Status200OK, context.CancellationToken);
        }
    }

    /// <summary>A client's token has no session.</summary>
    private async Task EndAsync(OpenIddictServerTransaction transaction, ClaimsPrincipal principal, string act, int status, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(principal.GetClaim(Roles.SessionClaim), out var id)
            && await reads.LoadAsync<Session>(id, cancellationToken) is { } session
            && transaction.GetHttpRequest()?.HttpContext is { } context)
        {
            await sessions.EndAsync(
                session.AccountId,
                new SessionId(id),
                clock,
                cancellationToken,
                (store, now) => store.Audit(context, session.AccountId, act, [$"sessions/{id}"], status, now));
        }
    }
}
