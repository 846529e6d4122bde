using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using BusinessFocus.Hosting.Tokens;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace BusinessFocus.Gateway.Tokens;

/// <summary>A machine client, from the configuration's <c>Clients</c>.</summary>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Association">The association that it speaks for; only for the role association.</param>
/// <param name="Host">The HostId that it speaks for; only for the role host.</param>
public sealed record MachineClient(string Id, string Secret, string Role, string? Association = null, string? Host = null);

/// <summary>
/// Issues access tokens at <c>POST /connect/token</c> (OAuth 2 client credentials). The clients are few and come from
/// configuration, so OpenIddict runs without a database here (its degraded mode) and nothing is kept: a token is
/// signed, lives an hour, and is checked by its signature.
/// </summary>
public static class TokenService
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public static void AddTokenService(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var clients = (configuration.GetSection("Clients").Get<MachineClient[]>() ?? []).ToDictionary(client => client.Id);
        var key = SigningKey.Load(Required("Tokens:SigningKey"), Required("Tokens:KeySet"));

        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.EnableDegradedMode();
            server.SetIssuer(new Uri(Required("Tokens:Issuer")));
            server.SetTokenEndpointUris("/connect/token");
            server.AllowClientCredentialsFlow();
            server.SetAccessTokenLifetime(Lifetime);
            server.AddSigningKey(key);
            server.AddEphemeralEncryptionKey();
            server.DisableAccessTokenEncryption();

            // TLS ends in front of the gateway.
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ExtractTokenRequestContext>(handler => handler.UseInlineHandler(RefuseBrokenFormAsync).SetOrder(int.MinValue));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                Check(context, clients);
                return default;
            }));
            server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                context.SignIn(PrincipalOf(clients[context.ClientId!]));
                return default;
            }));
        });

        string Required(string name) => configuration[name] ?? throw new InvalidOperationException($"{name} is not set.");
    }

    /// <summary>
    /// What is not a form is the caller's mistake (RFC 6749, 5.2), a NUL in it too; it is read once, and then kept for whoever reads on.
    /// </summary>
    private static async ValueTask RefuseBrokenFormAsync(ExtractTokenRequestContext context)
    {
        try
        {
            if (context.Transaction.GetHttpRequest() is { HasFormContentType: true } request)
            {
                await request.ReadFormAsync(request.HttpContext.RequestAborted);
            }
        }
        catch (InvalidDataException)
        {
            context.Reject(Errors.InvalidRequest, "The form cannot be read.");
        }
    }

    private static void Check(ValidateTokenRequestContext context, Dictionary<string, MachineClient> clients)
    {
        var isKnown = clients.TryGetValue(context.ClientId ?? "", out var client);

        // The same work for a client that is not known: the time it takes tells nothing.
        var isRight = CryptographicOperations.FixedTimeEquals(Hash(context.ClientSecret), Hash(client?.Secret));
        if (!isKnown || !isRight || string.IsNullOrEmpty(context.ClientSecret))
        {
            context.Reject(Errors.InvalidClient, "The client's id or secret is wrong.");
        }
    }

    private static byte[] Hash(string? secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret ?? ""));

    private static ClaimsPrincipal PrincipalOf(MachineClient client)
    {
        var identity = new ClaimsIdentity("client_credentials", Claims.Subject, Roles.RoleClaim);
        identity.SetClaim(Claims.Subject, client.Id);
        identity.SetClaim(Roles.RoleClaim, client.Role);
        identity.SetClaim(Roles.AssociationClaim, client.Association);
        identity.SetClaim(Roles.HostClaim, client.Host);
        identity.SetAudiences(Roles.Audience);
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }
}
