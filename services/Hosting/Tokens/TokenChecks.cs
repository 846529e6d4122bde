using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>
/// Every service checks the access token by itself, with the gateway's public keys from a file: no service has to
/// call another one to know who is asking, and the gateway is not trusted blindly.
/// </summary>
public static class TokenChecks
{
    public static void AddTokenChecks(this WebApplicationBuilder builder)
    {
        var keys = new KeySet(builder.Configuration["Tokens:KeySet"]
            ?? throw new InvalidOperationException("Tokens:KeySet is not set."));
        builder.Services
            .AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(jwt =>
            {
                jwt.MapInboundClaims = false;
                jwt.TokenValidationParameters = new TokenValidationParameters
                {
                    ValidTypes = ["at+jwt"],
                    ValidIssuers = Issuers(builder.Configuration["Tokens:Issuer"]),
                    ValidAudience = Roles.Audience,
                    RoleClaimType = Roles.RoleClaim,
                    NameClaimType = "sub",
                    IssuerSigningKeyResolver = (_, _, keyId, _) => keys.Find(keyId),
                    ClockSkew = TimeSpan.FromSeconds(30),
                };
            });
        builder.Services.AddAuthorization();
    }

    /// <summary>Only for those with one of these roles: others get 401 or 403.</summary>
    public static TBuilder Only<TBuilder>(this TBuilder endpoint, params string[] roles) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireRole(roles));

    // OpenIddict writes the issuer as an absolute address, with the slash that a person leaves out.
    private static string[] Issuers(string? issuer) =>
        issuer is null
            ? throw new InvalidOperationException("Tokens:Issuer is not set.")
            : [issuer.TrimEnd('/'), issuer.TrimEnd('/') + "/"];

    /// <summary>The public keys in a JWKS file, read again when it has changed.</summary>
    private sealed class KeySet(string path)
    {
        private readonly Lock gate = new();
        private IList<SecurityKey> keys = [];
        private DateTime readAt;

        public IEnumerable<SecurityKey> Find(string? keyId)
        {
            lock (gate)
            {
                var changedAt = File.GetLastWriteTimeUtc(path);
                if (changedAt != readAt && File.Exists(path))
                {
                    keys = new JsonWebKeySet(File.ReadAllText(path)).GetSigningKeys();
                    readAt = changedAt;
                }

                return keys.Where(key => keyId is null || key.KeyId == keyId).ToList();
            }
        }
    }
}
