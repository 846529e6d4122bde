using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BusinessFocus.Web.Site.SignIn;

/// <summary>
/// Who is signed in, in memory: after a restart Identity, whose session the browser has too, lets them in again without a code.
/// </summary>
public sealed class WebSessions(TimeProvider clock) : ITicketStore, IDisposable
{
    private const string KeyItem = "session";
    private const int KeyBytes = 32;

    private readonly ConcurrentDictionary<string, WebSession> sessions = new();

    public Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        ForgetEnded();
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        ticket.Properties.Items[KeyItem] = key;
        sessions[key] = new WebSession(key, ticket);
        return Task.FromResult(key);
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        if (sessions.TryGetValue(key, out var session))
        {
            session.Ticket = ticket;
        }

        return Task.CompletedTask;
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => Task.FromResult(sessions.GetValueOrDefault(key)?.Ticket);

    public Task RemoveAsync(string key)
    {
        sessions.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    /// <summary>Of the browser that asks; null where nobody is signed in in it.</summary>
    public async Task<WebSession?> OfAsync(HttpContext context) =>
        (await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme)).Properties is { } properties
        && properties.Items.TryGetValue(KeyItem, out var key) && key is not null
            ? sessions.GetValueOrDefault(key)
            : null;

    public void Dispose()
    {
        foreach (var session in sessions.Values)
        {
            session.Dispose();
        }
    }

    private void ForgetEnded()
    {
        var now = clock.GetUtcNow();
        foreach (var (key, session) in sessions)
        {
            if (session.Ticket.Properties.ExpiresUtc < now)
            {
                sessions.TryRemove(key, out _);
            }
        }
    }
}
