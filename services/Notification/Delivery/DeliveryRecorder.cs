using System.Threading.Channels;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>Records the results of hand-overs, as many in one commit as have come together.</summary>
public sealed partial class DeliveryRecorder(
    IChannel channel,
    DeliveriesInHand inHand,
    IDocumentStore store,
    DeliverySettings settings,
    PoisonDeliveries poison,
    DeliveryMetrics metrics,
    TimeProvider clock,
    ILogger<DeliveryRecorder> log)
{
    /// <summary>Until no more answers come, or it is cancelled.</summary>
    public async Task RunAsync(ChannelReader<AnsweredDelivery> answers, CancellationToken cancellationToken)
    {
        try
        {
            while (await answers.WaitToReadAsync(cancellationToken))
            {
                var together = new List<AnsweredDelivery>();
                while (together.Count < inHand.Most && answers.TryRead(out var answered))
                {
                    together.Add(answered);
                }

                await RecordUntilStoredAsync(together, cancellationToken);
                inHand.Release(together.Count);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What is not recorded comes due again when its lease runs out.
        }
    }

    private async Task RecordUntilStoredAsync(IReadOnlyList<AnsweredDelivery> together, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await RecordAsync(together, cancellationToken);
                return;
            }
            catch (Exception failure) when (ConcurrencyErrors.IsOne(failure))
            {
                // Somebody wrote to one of them (an erasure, say): decide again on what they made of it.
                await Task.Delay(TimeSpan.FromMilliseconds(10), clock, cancellationToken);
            }
            catch (Exception failure) when (Outages.IsOne(failure) && !cancellationToken.IsCancellationRequested)
            {
                LogFailed(log, failure, together.Count);
                await Task.Delay(TimeSpan.FromMilliseconds(500), clock, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(log, failure, together.Count);
                await RecordApartAsync(together, cancellationToken);
                return;
            }
        }
    }

    /// <summary>One of them cannot be recorded: it must not stop the others.</summary>
    private async Task RecordApartAsync(IReadOnlyList<AnsweredDelivery> together, CancellationToken cancellationToken)
    {
        if (together is [var alone])
        {
            // It comes due as one whose answer nobody knows, and is a repeat then.
            await poison.PutOffAsync(alone.Claimed.Due.NotificationId, cancellationToken);
            return;
        }

        foreach (var each in together)
        {
            await RecordUntilStoredAsync([each], cancellationToken);
        }
    }

    private async Task RecordAsync(IReadOnlyList<AnsweredDelivery> together, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var session = store.LightweightSession();
        var batch = await NotificationBatch.FetchAsync(session, together.Select(each => each.Claimed.Due.NotificationId), cancellationToken);
        var pause = await session.LoadAsync<ChannelPause>(ChannelPause.IdOf(channel.Name), cancellationToken);
        var done = new List<Guid>();
        foreach (var answered in together.DistinctBy(each => each.Claimed.Due.NotificationId))
        {
            var notification = batch.Find(answered.Claimed.Due.NotificationId)!;
            var decision = Deliver.Conclude(notification, answered.Answer, settings.Patience, Random.Shared.NextDouble(), now, pause?.HeldUntil(now));
            batch.Append(notification, decision, answered.TraceParent);
            if (decision.Events is [Deferred deferred])
            {
                session.Postpone(notification.Id, deferred.Until);
            }
            else if (Deliver.IsSettled(notification, decision))
            {
                done.Add(notification.Id);
            }
        }

        session.DequeueWithLetters(done);
        await batch.SaveAsync(metrics, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Recording {Count} answers failed; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception failure, int count);
}
