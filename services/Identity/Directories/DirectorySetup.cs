using BusinessFocus.Hosting.Http;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Client;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BusinessFocus.Identity.Directories;

public static class DirectorySetup
{
    public const string CallbackPath = "/sign-in/directory/callback";

    /// <summary>OpenIddict as a client of the directory, where the configuration names one: authorization code with PKCE.</summary>
    /// <param name="signing">What the state is signed with that a browser carries there and back.</param>
    /// <param name="encryption">And encrypted.</param>
    public static void AddDirectory(this WebApplicationBuilder builder, SecurityKey signing, SecurityKey encryption)
    {
        if (DirectorySettings.In(builder.Configuration) is not { } directory)
        {
            return;
        }

        builder.Services.AddSingleton(directory);
        builder.Services.AddOpenIddict().AddClient(client =>
        {
            client.AllowAuthorizationCodeFlow();
            client.AddSigningKey(signing);
            client.AddEncryptionKey(encryption);
            client.UseSystemNetHttp();

            // TLS ends in front of the gateway. The browser comes back from the directory by a link, so that the cookie may be lax.
            client.UseAspNetCore()
                .DisableTransportSecurityRequirement()
                .EnableRedirectionEndpointPassthrough()
                .EnableErrorPassthrough()
                .Configure(options =>
                {
                    options.CookieBuilder.SameSite = SameSiteMode.Lax;
                    options.CookieBuilder.SecurePolicy = builder.Configuration.PublicUrl().StartsWith("https:", StringComparison.Ordinal)
                        ? CookieSecurePolicy.Always
                        : CookieSecurePolicy.None;
                });
            var registration = new OpenIddictClientRegistration
            {
                RegistrationId = "directory",
                Issuer = directory.Issuer,
                ClientId = directory.ClientId,
                ClientSecret = directory.ClientSecret,
                RedirectUri = new Uri(builder.Configuration.PublicUrl() + CallbackPath),
                ResponseModes = { ResponseModes.Query },
            };
            registration.Scopes.UnionWith(directory.Scopes);
            client.AddRegistration(registration);
        });
    }
}
