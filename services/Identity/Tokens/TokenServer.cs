using System.Security.Cryptography;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Applications;
using BusinessFocus.Identity.Directories;
using BusinessFocus.ServiceDefaults.Store;
using Microsoft.AspNetCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace BusinessFocus.Identity.Tokens;

/// <summary>
/// OpenIddict, the OAuth 2 and OpenID Connect server: people by authorization code with PKCE and refresh tokens, clients by their
/// secret. Access tokens are signed and checked by their signature; of all tokens there is an entry in the <see cref="TokenStore"/>.
/// </summary>
public static class TokenServer
{
    private const int SecretBytes = 32;

    public static void AddTokenServer(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var issuer = new Uri(Required("Tokens:Issuer"));
        var signing = new SigningKeys(Required("Tokens:SigningKey"));
        var encryption = RotatingKeys.Secrets(
            Required("Identity:Keys"), "token-encryption", new KeySchedule(SigningKeys.ShownAfter), secret => new SymmetricSecurityKey(secret), TimeProvider.System);
        Required("Tokens:KeySet");
        builder.Services.AddSingleton(signing);
        builder.Services.AddSingleton(encryption);
        builder.Services.AddRotatingKeys(signing, encryption);
        builder.Services.AddSingleton<UseSigningKeys>();
        builder.Services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(services => services.GetRequiredService<UseSigningKeys>());
        builder.Services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(services => services.GetRequiredService<UseSigningKeys>());
        builder.Services.AddHostedService(services => services.GetRequiredService<UseSigningKeys>());

        // What fails throws; at the first start the table of migrations is asked for before it is there.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);
        builder.Services.AddDbContext<TokenStore>((services, options) => TokenStore.Configure(options, services.GetRequiredService<NpgsqlDataSource>()));
        builder.Services.AddScoped<RegisterApplication>();
        builder.Services.AddOpenIddict()
            .AddCore(core =>
            {
                core.UseEntityFrameworkCore().UseDbContext<TokenStore>();
                core.ReplaceApplicationManager<OpenIddictEntityFrameworkCoreApplication, MachineClients>();
            })
            .AddServer(server =>
            {
                server.SetIssuer(issuer);
                server.SetAuthorizationEndpointUris("/connect/authorize");
                server.SetTokenEndpointUris("/connect/token");
                server.SetRevocationEndpointUris("/connect/revoke");
                server.SetUserInfoEndpointUris("/connect/userinfo");
                server.SetEndSessionEndpointUris("/connect/end-session");
                server.AllowAuthorizationCodeFlow();
                server.RequireProofKeyForCodeExchange();

                // A plain challenge is the verifier itself: whoever sees the one has the other.
                server.Configure(options => options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain));
                server.AllowRefreshTokenFlow();
                server.AllowClientCredentialsFlow();
                server.RegisterScopes(Scopes.OpenId, Scopes.OfflineAccess, Scopes.Profile, Scopes.Email);
                server.SetAuthorizationCodeLifetime(Lifetimes.AuthorizationCode);
                server.SetAccessTokenLifetime(Lifetimes.Person);
                server.SetIdentityTokenLifetime(Lifetimes.Person);
                server.SetRefreshTokenLifetime(Lifetimes.Refresh);

                // A refresh token that comes again was stolen, or stolen from: whoever has its descendants signs in again.
                server.SetRefreshTokenReuseLeeway(null);
                server.DisableAccessTokenEncryption();

                // TLS ends in front of the gateway.
                server.UseAspNetCore().DisableTransportSecurityRequirement().EnableAuthorizationEndpointPassthrough().EnableEndSessionEndpointPassthrough();
                server.AddEventHandler<ExtractTokenRequestContext>(handler => handler.UseInlineHandler(RefuseBrokenFormAsync).SetOrder(int.MinValue));
                server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseScopedHandler<IssueTokens>());
                server.AddEventHandler<ProcessSignInContext>(handler => handler.UseSingletonHandler<DateTokens>().SetOrder(DateTokens.AfterTheyAreMade));
                server.AddEventHandler<ValidateTokenContext>(handler => handler.UseScopedHandler<EndSessionsOfTokens>().SetOrder(EndSessionsOfTokens.BeforeItIsRefused));
                server.AddEventHandler<HandleRevocationRequestContext>(handler => handler.UseScopedHandler<EndSessionsOfTokens>().SetOrder(EndSessionsOfTokens.AfterItIsRevoked));
                server.AddEventHandler<HandleUserInfoRequestContext>(handler => handler.UseScopedHandler<TellUserInfo>());
            });
        builder.AddDirectory(Secret("directory-signing.key"), Secret("directory-encryption.key"));
        builder.Services.AddStartupTask<TokenStoreMigration>();
        builder.Services.AddStartupTask<ConfiguredApplications>();
        builder.Services.AddHostedService<ForgetOldTokens>();

        // Each for one thing.
        SymmetricSecurityKey Secret(string file) => new(Convert.FromHexString(KeyFile.Keep(
            Path.Combine(Required("Identity:Keys"), file), () => Convert.ToHexString(RandomNumberGenerator.GetBytes(SecretBytes)))));

        string Required(string name) => configuration[name] ?? throw new InvalidOperationException($"{name} is not set.");
    }

    /// <summary>
    /// Whoever asks, and by whatever name: addresses that are told (discovery, redirects) are those of the configuration and not of the
    /// <c>Host</c> header, which anybody can write.
    /// </summary>
    public static void UseConfiguredAddress(this WebApplication app)
    {
        var issuer = new Uri(app.Configuration["Tokens:Issuer"]!);
        var (host, path) = (HostString.FromUriComponent(issuer), PathString.FromUriComponent(issuer.AbsolutePath.TrimEnd('/')));
        app.Use((context, next) =>
        {
            (context.Request.Scheme, context.Request.Host, context.Request.PathBase) = (issuer.Scheme, host, path);
            return next(context);
        });
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
}
