using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>
/// Every service checks the access token by itself, with Identity's public keys from a file: no request waits for another service to
/// know who is asking, and the gateway is not trusted blindly. Tokens of who may not do it any more are refused.
/// </summary>
public static class TokenChecks
{
    public static void AddTokenChecks(this WebApplicationBuilder builder)
    {
        var keys = new KeySet(builder.Configuration["Tokens:KeySet"]
            ?? throw new InvalidOperationException("Tokens:KeySet is not set."), TimeProvider.System);
        if (builder.Configuration["Tokens:KeySetAddress"] is { Length: > 0 } address)
        {
            builder.Services.AddHttpClient(nameof(FetchKeySet), http => http.Timeout = TimeSpan.FromSeconds(5));
            builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<FetchKeySet>(services, new Uri(address), keys));
        }

        builder.Services.AddSingleton<Revocations>();
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
                jwt.Events = new JwtBearerEvents
                {
                    OnTokenValidated = context =>
                    {
                        var revocations = context.HttpContext.RequestServices.GetRequiredService<Revocations>();
                        if (context.SecurityToken is JsonWebToken token && IsRevoked(revocations, token))
                        {
                            context.Fail("The access was revoked.");
                        }

                        return Task.CompletedTask;
                    },
                };
            });
        builder.Services.AddAuthorization();
    }

    /// <summary>Only for those with one of these roles: others get 401 or 403.</summary>
    public static TBuilder Only<TBuilder>(this TBuilder endpoint, params string[] roles) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireRole(roles));

    private static bool IsRevoked(Revocations revocations, JsonWebToken token)
    {
        var issuedAt = new DateTimeOffset(token.IssuedAt, TimeSpan.Zero);
        return revocations.IsRevoked(token.Subject, issuedAt)
            || (token.TryGetPayloadValue<string>(Roles.SessionClaim, out var session) && revocations.IsRevoked(session, issuedAt));
    }

    /// <summary>Whether somebody has one of these roles.</summary>
    public static bool IsOneOf(this ClaimsPrincipal user, params IEnumerable<string> roles) => roles.Any(user.IsInRole);

    // OpenIddict writes the issuer as an absolute address, with the slash that a person leaves out.
    private static string[] Issuers(string? issuer) =>
        issuer is null
            ? throw new InvalidOperationException("Tokens:Issuer is not set.")
            : [issuer.TrimEnd('/'), issuer.TrimEnd('/') + "/"];
}
