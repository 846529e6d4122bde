using BusinessFocus.Testing;
using BusinessFocus.Testing.Answers;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.Gateway.Tests;

/// <summary>
/// A gateway in front of what stands for the services in a test. What it answers of its own is held against what it announces; what it passes on is held where the
/// services are real: in their own tests, and in those of all together.
/// </summary>
internal static class StartedGateway
{
    /// <param name="folder">Has the tokens' keys, and gets the gateway's.</param>
    /// <param name="settings">Beside the usual: the addresses of the services, and limits.</param>
    public static WebApplicationFactory<Program> Create(string folder, IReadOnlyDictionary<string, string> settings, Action<IServiceCollection>? configure = null) =>
        new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseSetting("ConnectionStrings:Bus", Servers.Current.Bus("").ToString());
            web.UseSetting("Notification:Keys", folder);
            web.UseSetting("Tokens:KeySet", Path.Combine(folder, "jwks.json"));
            web.UseSetting("Tokens:Issuer", TestTokens.Issuer);
            foreach (var (name, value) in settings)
            {
                web.UseSetting(name, value);
            }

            web.HoldAnswersOf("gateway");
            web.ConfigureTestServices(configure ?? (_ => { }));
        });
}
