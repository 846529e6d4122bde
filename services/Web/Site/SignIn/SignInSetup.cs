using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace BusinessFocus.Web.Site.SignIn;

/// <summary>
/// Staff sign in at Identity, by authorization code with PKCE. The browser gets a cookie that no script reads and no other site sends; the tokens stay
/// here (the pattern "backend for frontend").
/// </summary>
public static class SignInSetup
{
    public const string ClientId = "web";

    /// <summary>Where Identity sends the browser back to.</summary>
    public const string BackPath = "/inloggad";

    /// <summary>Where Identity sends it back to after signing out; from there it goes to the start.</summary>
    public const string OutPath = "/utloggad";

    private const string Cookie = "bf-web";

    /// <summary>As long as Identity's own session in this browser.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    public static void AddSignIn(this WebApplicationBuilder builder, Uri gateway)
    {
        var publicUrl = new Uri(builder.Configuration.PublicUrl());
        var keys = builder.Configuration["Web:Keys"] ?? throw new InvalidOperationException("Web:Keys is not set: where the keys of cookies are kept.");
        builder.Services.AddDataProtection().SetApplicationName("web").PersistKeysToFileSystem(KeyFile.OwnFolder(Path.Combine(keys, "cookies")));
        builder.Services.AddSingleton<WebSessions>();
        builder.Services.AddSingleton(_ => new TokenEndpoint(new HttpClient { BaseAddress = gateway }));
        builder.Services.AddSingleton<AccessTokensOfSession>();
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, TellWhoMayNot>();
        builder.Services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
            })
            .AddCookie(cookie =>
            {
                cookie.Cookie.Name = OwnCookies.NameOf(Cookie, builder.Configuration);
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.Path = "/";
                cookie.Cookie.SecurePolicy = OwnCookies.Policy(builder.Configuration);
                cookie.ExpireTimeSpan = Lasts;
            })
            .AddOpenIdConnect(identity =>
            {
                identity.ClientId = ClientId;
                identity.MetadataAddress = new Uri(gateway, "/.well-known/openid-configuration").ToString();
                identity.BackchannelHttpHandler = new ByTheGateway(publicUrl, gateway);
                identity.RequireHttpsMetadata = false;
                identity.ResponseType = OpenIdConnectResponseType.Code;
                identity.ResponseMode = OpenIdConnectResponseMode.Query;
                identity.CallbackPath = BackPath;
                identity.SignedOutCallbackPath = OutPath;
                identity.MapInboundClaims = false;
                identity.SaveTokens = true;
                identity.DisableTelemetry = true;
                identity.TokenValidationParameters.NameClaimType = "name";
                identity.TokenValidationParameters.RoleClaimType = Roles.RoleClaim;
                identity.Scope.Add("email");
                identity.Scope.Add("offline_access");
                foreach (var attempt in new[] { identity.CorrelationCookie, identity.NonceCookie })
                {
                    attempt.Path = BackPath;
                    attempt.SameSite = SameSiteMode.Lax;
                    attempt.SecurePolicy = OwnCookies.Policy(builder.Configuration);
                }

                identity.Events = Events(publicUrl);
            });
        builder.Services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<WebSessions>((cookie, sessions) => cookie.SessionStore = sessions);
    }

    private static OpenIdConnectEvents Events(Uri publicUrl) => new()
    {
        OnRedirectToIdentityProvider = context =>
        {
            // As it is configured there, and not as whoever asks writes it.
            context.ProtocolMessage.RedirectUri = new Uri(publicUrl, BackPath).ToString();
            context.ProtocolMessage.UiLocales = Languages.Current;
            return Task.CompletedTask;
        },
        OnRedirectToIdentityProviderForSignOut = context =>
        {
            context.ProtocolMessage.PostLogoutRedirectUri = new Uri(publicUrl, OutPath).ToString();
            return Task.CompletedTask;
        },
        OnTokenValidated = context =>
        {
            context.Principal = AccessTokensOfSession.WithRolesOf(context.TokenEndpointResponse!.AccessToken, context.Principal!);
            context.Properties!.ExpiresUtc = null;
            return Task.CompletedTask;
        },
        OnRemoteFailure = async context =>
        {
            // A bookmark of the way back, or an attempt that took too long.
            context.HandleResponse();
            await (await context.HttpContext.SignInAgainAsync()).ExecuteAsync(context.HttpContext);
        },
    };
}
