using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Serialization;
using BusinessFocus.Hosting.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.IdentityModel.JsonWebTokens;

namespace BusinessFocus.Web.Site.SignIn;

/// <summary>The access token with which pages of staff call the interface, renewed shortly before its end.</summary>
public sealed class AccessTokensOfSession(WebSessions sessions, IHttpContextAccessor pages, TokenEndpoint endpoint, TimeProvider clock)
{
    private const string Access = "access_token";
    private const string Refresh = "refresh_token";
    private const string EndsAt = "expires_at";

    private static readonly TimeSpan BeforeItsEnd = TimeSpan.FromSeconds(30);

    /// <summary>Null on pages that are everybody's, also for who is signed in: what is shown there may be kept for others.</summary>
    /// <param name="refused">Whether the one that was given last was not accepted.</param>
    public async Task<string?> GetAsync(bool refused, CancellationToken cancellationToken)
    {
        if (pages.HttpContext is not { } page
            || page.GetEndpoint()?.Metadata.GetMetadata<StaffOnly>() is null
            || await sessions.OfAsync(page) is not { } session)
        {
            return null;
        }

        var before = session.Ticket.Properties.GetTokenValue(Access);
        if (!refused && !IsEnding(session))
        {
            return before;
        }

        await session.OneRefreshes.WaitAsync(cancellationToken);
        try
        {
            // Who waited takes the one that the other got.
            if (session.Ticket.Properties.GetTokenValue(Access) == before
                && !await RenewAsync(session, cancellationToken))
            {
                await sessions.RemoveAsync(session.Key);
                return null;
            }

            return session.Ticket.Properties.GetTokenValue(Access);
        }
        finally
        {
            session.OneRefreshes.Release();
        }
    }

    private bool IsEnding(WebSession session) =>
        !DateTimeOffset.TryParse(session.Ticket.Properties.GetTokenValue(EndsAt), CultureInfo.InvariantCulture, out var end)
        || end - clock.GetUtcNow() < BeforeItsEnd;

    private async Task<bool> RenewAsync(WebSession session, CancellationToken cancellationToken)
    {
        if (session.Ticket.Properties.GetTokenValue(Refresh) is not { } refresh
            || await endpoint.RefreshAsync(refresh, cancellationToken) is not { } given)
        {
            return false;
        }

        var properties = session.Ticket.Properties.Clone();
        properties.UpdateTokenValue(Access, given.AccessToken);
        properties.UpdateTokenValue(Refresh, given.RefreshToken ?? refresh);
        properties.UpdateTokenValue(EndsAt, (clock.GetUtcNow() + TimeSpan.FromSeconds(given.ExpiresIn)).ToString("o", CultureInfo.InvariantCulture));
        session.Ticket = new AuthenticationTicket(
            WithRolesOf(given.AccessToken, session.Ticket.Principal), properties, CookieAuthenticationDefaults.AuthenticationScheme);
        return true;
    }

    /// <summary>What somebody may do is in the access token, which came from Identity itself: nobody else could have written it.</summary>
    public static ClaimsPrincipal WithRolesOf(string accessToken, ClaimsPrincipal person)
    {
        string[] ofAccess = [Roles.RoleClaim, Roles.AssociationClaim, Roles.HostClaim, Roles.DoorClaim, Roles.DayClaim, Roles.MunicipalityClaim];
        var claims = person.Claims.Where(claim => !ofAccess.Contains(claim.Type))
            .Concat(new JsonWebToken(accessToken).Claims.Where(claim => ofAccess.Contains(claim.Type)))
            .Select(claim => new Claim(claim.Type, claim.Value));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme, "name", Roles.RoleClaim));
    }
}

/// <summary>What <c>POST /connect/token</c> answers.</summary>
public sealed record GivenTokens(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("refresh_token")] string? RefreshToken,
    [property: JsonPropertyName("expires_in")] int ExpiresIn);
