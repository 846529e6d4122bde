using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace BusinessFocus.Hosting.Http;

/// <summary>How the cookies of our own pages are: where people come by TLS, they are sent by TLS only.</summary>
public static class OwnCookies
{
    /// <summary>With the prefix, browsers take it over TLS and from this host only.</summary>
    public static string NameOf(string cookie, IConfiguration configuration) => AreSecure(configuration) ? $"__Host-{cookie}" : cookie;

    public static CookieSecurePolicy Policy(IConfiguration configuration) => AreSecure(configuration) ? CookieSecurePolicy.Always : CookieSecurePolicy.None;

    public static bool AreSecure(IConfiguration configuration) => configuration.PublicUrl().StartsWith("https:", StringComparison.Ordinal);
}
