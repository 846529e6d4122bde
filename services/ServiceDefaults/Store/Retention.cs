using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>Deletes, once an hour, what has been kept for its time.</summary>
public sealed partial class Retention(IDocumentStore store, IEnumerable<RetentionRule> all, TimeProvider clock, ILogger<Retention> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ForgetAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(log, failure);
            }
        }
    }

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var session = store.LightweightSession();
        foreach (var kept in all)
        {
            kept.Forget(session, now - kept.Time);
        }

        await session.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Forgetting what was kept long enough failed; it is tried again in an hour")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
