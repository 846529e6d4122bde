using System.Threading.Channels;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>Claims what is due on a channel, a page at a time, and records that it is handed over, before it is.</summary>
public sealed partial class DeliveryClaimer(
    IChannel channel,
    DeliveriesInHand inHand,
    IDocumentStore store,
    DeliverySettings settings,
    DeliveryWakeup wakeup,
    IStopsNotifications stops,
    PoisonDeliveries poison,
    DeliveryMetrics metrics,
    TimeProvider clock,
    ILogger<DeliveryClaimer> log)
{
    /// <summary>An unavailable server is tried at least this often.</summary>
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromSeconds(30);

    /// <summary>How late a letter may be for its slot: enough for the polls and for all that is held.</summary>
    private static readonly TimeSpan Punctual = TimeSpan.FromSeconds(5);

    private readonly DomainRateLimiter rateLimiter = new(channel.PerDomain, Punctual);

    /// <summary>Until it is cancelled; waits while the store is unavailable.</summary>
    public async Task RunAsync(ChannelWriter<ClaimedDelivery> letters, CancellationToken cancellationToken)
    {
        var pause = settings.FirstPause;
        var knowsSlots = !rateLimiter.AreAny;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (!knowsSlots)
                {
                    await ResumeRateLimitsAsync(cancellationToken);
                    knowsSlots = true;
                }

                var most = inHand.Room;
                var (claimed, looked) = most > 0 ? await ClaimAsync(most, cancellationToken) : ([], 0);
                foreach (var each in claimed)
                {
                    await letters.WriteAsync(each, cancellationToken);
                }

                if (looked < most || most <= 0)
                {
                    await wakeup.WaitAsync(channel.Name, settings.Poll, cancellationToken);
                }

                if (inHand.IsServerAway)
                {
                    await Task.Delay(pause, clock, cancellationToken);
                    pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, Math.Min(settings.LongestPause.Ticks, LongestAbsence.Ticks)));
                }
                else
                {
                    pause = settings.FirstPause;
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogFailed(log, failure);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, CancellationToken.None);
            }
        }
    }

    /// <summary>What letters were promised before this instance started still holds.</summary>
    private async Task ResumeRateLimitsAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var session = store.QuerySession();
        foreach (var (domain, slot) in await session.LastSlotsAsync(channel.Name, now, cancellationToken))
        {
            rateLimiter.Resume(domain, slot, now);
        }
    }

    /// <returns>What may go, and how many were looked at for it.</returns>
    private async Task<(IReadOnlyList<ClaimedDelivery> Claimed, int Looked)> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        IReadOnlyList<DueDelivery> found = [];
        try
        {
            return await ClaimAsync(
                async (session, now) => found = await session.ClaimAsync(channel.Name, most, now, settings.Lease, cancellationToken), cancellationToken);
        }
        catch (Exception failure) when (found.Count > 0 && !Outages.IsOne(failure) && !cancellationToken.IsCancellationRequested)
        {
            // Somebody wrote to one of them meanwhile (an erasure, say), or something is wrong with it: it must not stop the others.
            LogTogetherFailed(log, failure, found.Count);
            var claimed = new List<ClaimedDelivery>();
            foreach (var each in found)
            {
                claimed.AddRange(await ClaimAloneAsync(each.NotificationId, cancellationToken));
            }

            return (claimed, found.Count);
        }
    }

    private async Task<IReadOnlyList<ClaimedDelivery>> ClaimAloneAsync(Guid notification, CancellationToken cancellationToken)
    {
        try
        {
            var (claimed, _) = await ClaimAsync(
                (session, now) => session.ClaimAsync(notification, now, settings.Lease, cancellationToken), cancellationToken);
            return claimed;
        }
        catch (Exception failure) when (ConcurrencyErrors.IsOne(failure) || (Outages.IsOne(failure) && !cancellationToken.IsCancellationRequested))
        {
            // It is still due: the next claim decides on what the others made of it.
            return [];
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogAloneFailed(log, failure, notification);
            await poison.PutOffAsync(notification, cancellationToken);
            return [];
        }
    }

    /// <param name="claim">Which ones, in the session's transaction.</param>
    private async Task<(IReadOnlyList<ClaimedDelivery> Claimed, int Looked)> ClaimAsync(
        Func<IDocumentSession, DateTimeOffset, Task<IReadOnlyList<DueDelivery>>> claim, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var claimedAt = clock.GetTimestamp();
        await using var session = store.LightweightSession();
        var found = await claim(session, now);
        if (found.Count == 0)
        {
            return ([], 0);
        }

        var due = await HoldBackAsync(session, found, now, cancellationToken);
        var letters = (await session.LoadManyAsync<RenderedMessage>(cancellationToken, due.Select(each => each.NotificationId))).ToDictionary(letter => letter.Id);
        var batch = await NotificationBatch.FetchAsync(session, due.Select(each => each.NotificationId), cancellationToken);
        var stopped = await stops.FindAsync(session, batch.Notifications, now, cancellationToken);
        var claimed = new List<ClaimedDelivery>();
        var suppressed = new List<Guid>();
        var nothingToDo = new List<Guid>();
        foreach (var each in due)
        {
            var notification = batch.Find(each.NotificationId);
            var decision = notification is null ? Decision.Nothing : Deliver.HandOver(notification, now, stopped.TryGetValue(each.NotificationId, out var why) ? why : null);
            if (notification is not null && decision.Events is [Suppressed])
            {
                batch.Append(notification, decision, each.TraceParent);
                suppressed.Add(each.NotificationId);
            }
            else if (notification is not null && decision.Events.Count > 0 && letters.TryGetValue(each.NotificationId, out var letter))
            {
                batch.Append(notification, decision, each.TraceParent);
                claimed.Add(new ClaimedDelivery(each, letter, claimedAt));
            }
            else
            {
                nothingToDo.Add(each.NotificationId);
            }
        }

        session.DequeueWithLetters(suppressed);
        session.Dequeue(nothingToDo);
        await batch.SaveAsync(metrics, cancellationToken);
        inHand.Take(claimed.Count);
        return (claimed, found.Count);
    }

    /// <summary>Puts back what may not go yet by the rate limit of its domain; nothing has happened to it.</summary>
    /// <returns>What may go.</returns>
    private async Task<IReadOnlyList<DueDelivery>> HoldBackAsync(
        IDocumentSession session, IReadOnlyList<DueDelivery> found, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var may = found.ToLookup(each => rateLimiter.MayGo(each.Domain, each.Slot, now));
        foreach (var domain in may[false].GroupBy(each => each.Domain))
        {
            var slots = rateLimiter.From(domain.Key, now);
            var given = await session.GiveSlotsAsync(
                channel.Name, domain.Key, [.. domain.Select(each => each.NotificationId)], slots, now, rateLimiter.GoneBefore(now), cancellationToken);
            rateLimiter.Take(domain.Key, slots.After(given), now);
        }

        return [.. may[true]];
    }

    [LoggerMessage(LogLevel.Warning, "Claiming deliveries failed; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Warning, "Claiming {Count} deliveries together failed; they are claimed one by one")]
    private static partial void LogTogetherFailed(ILogger logger, Exception failure, int count);

    [LoggerMessage(LogLevel.Error, "{Notification} cannot be claimed; it is tried again later")]
    private static partial void LogAloneFailed(ILogger logger, Exception failure, Guid notification);
}
