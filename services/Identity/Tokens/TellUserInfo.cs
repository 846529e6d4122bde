using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Sessions;
using Marten;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace BusinessFocus.Identity.Tokens;

/// <summary>
/// <c>/connect/userinfo</c>: the name and the address of whom an access token is of, as the account has them now, where the program
/// asked for them. OpenIddict has checked the token.
/// </summary>
public sealed class TellUserInfo(IQuerySession reads, TimeProvider clock) : IOpenIddictServerHandler<HandleUserInfoRequestContext>
{
    public async ValueTask HandleAsync(HandleUserInfoRequestContext context)
    {
        var token = context.AccessTokenPrincipal;
        if (!Guid.TryParse(token.GetClaim(Roles.SessionClaim), out var id)
            || await reads.LoadAsync<Session>(id, context.CancellationToken) is not { } session
            || !session.HoldsAt(clock.GetUtcNow())
            || await reads.LoadAsync<Account>(session.AccountId, context.CancellationToken) is not { } account
            || !account.IsSignedInSince(session.StartedAt))
        {
            context.Reject(Errors.InvalidToken, "Sign in again.");
            return;
        }

        if (token.HasScope(Scopes.Profile))
        {
            context.Claims[Claims.Name] = account.Name;
            context.Claims[Claims.Locale] = account.Language;
        }

        if (token.HasScope(Scopes.Email))
        {
            (context.Email, context.EmailVerified) = (account.Email, account.FirstSignInAt is not null);
        }
    }
}
