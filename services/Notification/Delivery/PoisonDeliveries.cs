using Marten;

namespace BusinessFocus.Notification.Delivery;

/// <summary>Deliveries that can be neither claimed nor recorded, though the store is there (poison messages): they must not stop the others.</summary>
public sealed partial class PoisonDeliveries(IDocumentStore store, DeliverySettings settings, TimeProvider clock, ILogger<PoisonDeliveries> log)
{
    /// <summary>Lets one come due as late as can be; where that fails too, it does when its lease runs out.</summary>
    public async Task PutOffAsync(Guid notice, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = store.LightweightSession();
            session.Postpone(notice, clock.GetUtcNow() + settings.LongestPause);
            await session.SaveChangesAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(log, failure, notice);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Notification} cannot be put off")]
    private static partial void LogFailed(ILogger logger, Exception failure, Guid notification);
}
