using System.Collections.Concurrent;
using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Notifications.Tests;
using BusinessFocus.Notifications.Tests.Delivery;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedService))]

namespace BusinessFocus.Notifications.Tests;

/// <summary>
/// A service that tests share, started when the first asks for it: each has an edition, addresses and people of its own and looks at
/// nothing else. What has to know or change all that there is, or stops services, starts one of its own.
/// </summary>
public class SharedService : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<string, SmtpReply?>> refusals = [];
    private readonly Lazy<Task<NotificationService>> running;

    public SharedService() => running = new Lazy<Task<NotificationService>>(() => StartAsync(Refuse));

    /// <param name="refuse">The mail server's answer to a recipient's address, of those of this test; null takes it.</param>
    internal async Task<NotificationService> ForOneTestAsync(Func<string, SmtpReply?>? refuse = null)
    {
        var domain = $"{Guid.NewGuid():N}.example";
        refusals[domain] = refuse ?? (_ => null);
        return (await running.Value).SharedBy(domain);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (running.IsValueCreated)
        {
            await (await running.Value).DisposeAsync();
        }
    }

    private protected virtual Task<NotificationService> StartAsync(Func<string, SmtpReply?> refuse) =>
        NotificationService.StartAsync(refuse, settings: Bouncing.WithSecret);

    private SmtpReply? Refuse(string address) =>
        refusals.TryGetValue(address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..], out var refuse) ? refuse(address) : null;
}
