using System.Collections.Immutable;
using System.Security.Claims;
using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Clients;
using BusinessFocus.Identity.Sessions;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BusinessFocus.Identity.Tokens;

/// <summary>What tokens say of who has them. An access token says what somebody may do, and has neither name nor address.</summary>
public static class Identities
{
    public static ClaimsIdentity Of(Client client)
    {
        var identity = New("client_credentials");
        identity.SetClaim(Claims.Subject, client.ClientId);
        identity.SetClaims(Roles.RoleClaim, [.. client.Roles.Select(RoleClaims.NameOf)]);
        identity.SetClaim(Roles.AssociationClaim, client.Association);
        identity.SetClaim(Roles.HostClaim, client.HostId?.ToString());
        identity.SetAudiences(Roles.Audience);
        identity.SetAccessTokenLifetime(Lifetimes.Client);
        return WithDestinations(identity);
    }

    /// <summary>Somebody signs in to a program.</summary>
    /// <param name="grants">What they may do in this session.</param>
    /// <param name="hosts">Who they are in the role host, the newest first.</param>
    public static ClaimsIdentity Of(
        Account account, Session session, IReadOnlyList<Grant> grants, IReadOnlyList<HostId> hosts, ImmutableArray<string> scopes, DateTimeOffset now)
    {
        var identity = New("authorization_code");
        identity.SetClaim(Claims.Subject, account.Id.ToString());
        identity.SetClaim(Claims.AuthenticationTime, session.StartedAt.ToUnixTimeSeconds());
        identity.SetClaim(Roles.SessionClaim, session.Id.ToString());
        identity.SetScopes(scopes);
        return Renewed(identity, account, session, grants, hosts, now);
    }

    /// <summary>The same for tokens that are asked for now: with what the account may do now.</summary>
    /// <param name="before">Of the code or the refresh token, which names the authorisation that all of them belong to.</param>
    public static ClaimsIdentity Again(
        ClaimsPrincipal before, Account account, Session session, IReadOnlyList<Grant> grants, IReadOnlyList<HostId> hosts, DateTimeOffset now)
    {
        var identity = New("refresh_token");
        identity.AddClaims(before.Claims);
        return Renewed(identity, account, session, grants, hosts, now);
    }

    private static ClaimsIdentity Renewed(
        ClaimsIdentity identity, Account account, Session session, IReadOnlyList<Grant> grants, IReadOnlyList<HostId> hosts, DateTimeOffset now)
    {
        identity.SetClaim(Claims.Name, account.Name);
        identity.SetClaim(Claims.Email, account.Email);
        identity.SetClaims(Roles.RoleClaim, [.. grants.Select(grant => RoleClaims.NameOf(grant.Role))]);
        identity.SetClaim(Roles.AssociationClaim, grants.FirstOrDefault(grant => grant.Role == Role.Association)?.Association);
        identity.SetClaims(Roles.DoorClaim, [.. (grants.FirstOrDefault(grant => grant.Role == Role.FrontDesk)?.Doors ?? []).Select(door => door.ToString())]);
        identity.SetClaims(Roles.DayClaim, [.. (grants.FirstOrDefault(grant => grant.Role == Role.FrontDesk)?.Days ?? []).Select(OwnDays.Written)]);
        identity.SetClaims(
            Roles.MunicipalityClaim,
            [.. grants.Where(grant => grant.Municipality is not null).Select(grant => OwnMunicipality.Written(RoleClaims.NameOf(grant.Role), grant.Municipality!))]);
        identity.SetClaims(Roles.HostClaim, [.. hosts.Select(host => host.ToString())]);
        identity.SetAudiences(Roles.Audience);

        // A token never says what is not so any more.
        var changesAt = account.GrantsChangeAt(now);
        identity.SetAccessTokenLifetime(changesAt - now < Lifetimes.Person ? changesAt - now : Lifetimes.Person);
        var left = session.EndsAt - now;
        identity.SetRefreshTokenLifetime(left < Lifetimes.Refresh ? left : Lifetimes.Refresh);
        return WithDestinations(identity);
    }

    private static ClaimsIdentity New(string type) => new(type, Claims.Subject, Roles.RoleClaim);

    private static ClaimsIdentity WithDestinations(ClaimsIdentity identity)
    {
        identity.SetDestinations(claim => claim.Type switch
        {
            Claims.Subject or Roles.SessionClaim => [Destinations.AccessToken, Destinations.IdentityToken],
            Roles.RoleClaim or Roles.AssociationClaim or Roles.HostClaim or Roles.DoorClaim or Roles.DayClaim or Roles.MunicipalityClaim => [Destinations.AccessToken],
            Claims.AuthenticationTime => [Destinations.IdentityToken],
            Claims.Name when identity.HasScope(Scopes.Profile) => [Destinations.IdentityToken],
            Claims.Email when identity.HasScope(Scopes.Email) => [Destinations.IdentityToken],
            _ => [],
        });
        return identity;
    }
}
