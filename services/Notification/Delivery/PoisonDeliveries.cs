using Marten;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>Deliveries that can be neither claimed nor recorded, though the store is there (poison messages): they must not stop the others.</summary>
public sealed partial class PoisonDeliveries(IDocumentStore store, DeliverySettings settings, TimeProvider clock, ILogger<PoisonDeliveries> log)
{
    /// <summary>Lets one come due as late as possible; where that fails too, it comes due when its lease runs out.</summary>
    public async Task PutOffAsync(Guid notification, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = store.LightweightSession();
            session.Postpone(notification, clock.GetUtcNow() + settings.LongestPause);
            await session.SaveChangesAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(log, failure, notification);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Notification} cannot be put off")]
    private static partial void LogFailed(ILogger logger, Exception failure, Guid notification);
}
