using BusinessFocus.ServiceDefaults.Idempotency;
using BusinessFocus.ServiceDefaults.Inbox;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>Forgets, once an hour, what is only kept for a while: idempotency keys and the inbox.</summary>
public sealed partial class Retention(IDocumentStore store, TimeProvider clock, ILogger<Retention> log) : BackgroundService
{
    /// <summary>Longer than any message can wait in a queue or be replayed by habit.</summary>
    public static readonly TimeSpan InboxKept = TimeSpan.FromDays(60);

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
        var inboxBefore = now - InboxKept;
        var keysBefore = now - IdempotencyKeys.Kept;
        await using var session = store.LightweightSession();
        session.DeleteWhere<InboxMessage>(message => message.ReceivedAt < inboxBefore);
        session.DeleteWhere<StoredAnswer>(answer => answer.StartedAt < keysBefore);
        await session.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Forgetting old keys and inbox messages failed; it is tried again in an hour")]
    private static partial void LogFailure(ILogger logger, Exception failure);
}
