using Microsoft.AspNetCore.Authentication;

namespace BusinessFocus.Web.Site.SignIn;

/// <summary>One browser in which somebody is signed in. Its tokens stay here: the browser has a key and nothing else.</summary>
public sealed class WebSession(string key, AuthenticationTicket ticket) : IDisposable
{
    public string Key => key;

    public AuthenticationTicket Ticket { get; set; } = ticket;

    /// <summary>A refresh token is good once, and whoever shows it a second time is signed out everywhere: one asks, and the others wait.</summary>
    public SemaphoreSlim OneRefreshes { get; } = new(1);

    public void Dispose() => OneRefreshes.Dispose();
}
