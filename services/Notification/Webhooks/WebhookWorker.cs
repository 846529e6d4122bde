using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Telemetry;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Npgsql;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>
/// Sends what is due: claims it, so that no other instance sends the same, many at once, and of one webhook only so many that a slow one does not
/// hold up others. What came of attempts is stored many at a time. An instance that dies leaves its claims to the others, when their time is over.
/// </summary>
public sealed partial class WebhookWorker(
    NpgsqlDataSource database,
    IDocumentStore store,
    ISessionFactory sessions,
    WebhookSender sender,
    WebhookSecrets secrets,
    WebhookSettings settings,
    WebhookMetrics metrics,
    WebhookWakeup wakeup,
    TimeProvider clock,
    ILogger<WebhookWorker> log) : BackgroundService
{
    private const int MostRecorded = 500;

    /// <summary>By webhook.</summary>
    private readonly ConcurrentDictionary<Guid, int> underWay = [];
    private readonly SemaphoreSlim room = new(settings.AtOnce, settings.AtOnce);

    public override void Dispose()
    {
        room.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var attempts = Channel.CreateUnbounded<WebhookAttempt>(new UnboundedChannelOptions { SingleReader = true });
        var recording = RecordAsync(attempts.Reader, stoppingToken);
        var sending = new ConcurrentDictionary<Guid, Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await ClaimAsync(stoppingToken) is { Count: > 0 } claimed)
                {
                    var webhooks = await WebhooksOfAsync(claimed, stoppingToken);
                    foreach (var delivery in claimed)
                    {
                        await room.WaitAsync(stoppingToken);
                        underWay.AddOrUpdate(delivery.WebhookId, 1, (_, count) => count + 1);
                        sending[delivery.Id] = SendAsync(delivery, webhooks.GetValueOrDefault(delivery.WebhookId), attempts.Writer, () => sending.TryRemove(delivery.Id, out _), stoppingToken);
                    }

                    continue;
                }

                await wakeup.WaitAsync(settings.Poll, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, failure);
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                // The service stops.
            }
        }

        await Task.WhenAll(sending.Values);
        attempts.Writer.Complete();
        await recording;
    }

    private async Task<IReadOnlyList<DueWebhookDelivery>> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();

        // Half at a time, so that those under way and those that are claimed besides are never more than may be.
        var half = Math.Max(settings.AtOnceToOne / 2, 1);
        var busy = underWay.Where(webhook => webhook.Value > settings.AtOnceToOne - half).Select(webhook => webhook.Key).ToList();
        return room.CurrentCount == 0
            ? []
            : await database.ClaimAsync(room.CurrentCount, half, busy, now, now + settings.Lease, cancellationToken);
    }

    private async Task<IReadOnlyDictionary<Guid, Webhook>> WebhooksOfAsync(IReadOnlyList<DueWebhookDelivery> claimed, CancellationToken cancellationToken)
    {
        await using var reads = store.QuerySession();
        return (await reads.LoadManyAsync<Webhook>(cancellationToken, claimed.Select(delivery => delivery.WebhookId).Distinct())).ToDictionary(webhook => webhook.Id);
    }

    /// <param name="webhook">Null where it was removed meanwhile.</param>
    private async Task SendAsync(DueWebhookDelivery delivery, Webhook? webhook, ChannelWriter<WebhookAttempt> attempts, Action done, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Yield();
            using var span = ActivityContext.TryParse(delivery.TraceParent, null, isRemote: true, out var parent)
                ? ServiceTelemetry.Source.StartActivity("webhook send", ActivityKind.Client, parent)
                : ServiceTelemetry.Source.StartActivity("webhook send", ActivityKind.Client);
            span?.SetTag("webhook.id", delivery.WebhookId.ToString()).SetTag("webhook.type", delivery.Type);
            var begin = clock.GetTimestamp();
            var answer = webhook?.Target is { } target
                ? await sender.SendAsync(target.Url, delivery.MessageId, delivery.Body, secrets.Of(webhook, clock.GetUtcNow()), span?.Id ?? delivery.TraceParent, cancellationToken)
                : new WebhookAnswer(null, "The webhook was removed.");
            var attempt = WebhookAttempts.Of(delivery, answer, clock.GetUtcNow(), clock.GetElapsedTime(begin), Random.Shared.NextDouble());
            span?.SetTag("http.response.status_code", answer.Status);
            if (!answer.IsTaken)
            {
                span?.SetStatus(ActivityStatusCode.Error);
            }

            metrics.Count(attempt);
            await attempts.WriteAsync(attempt, CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Whether it arrived nobody knows: when the claim is over it is sent again.
        }
        catch (Exception failure)
        {
            // A fault of ours is an attempt too: else it would be repeated each minute, and nobody would see it.
            LogSendingFailed(log, failure, delivery.Id);
            var answer = new WebhookAnswer(null, $"It could not be sent: {failure.GetType().Name}.");
            await attempts.WriteAsync(WebhookAttempts.Of(delivery, answer, clock.GetUtcNow(), TimeSpan.Zero, Random.Shared.NextDouble()), CancellationToken.None);
        }
        finally
        {
            underWay.AddOrUpdate(delivery.WebhookId, 0, (_, count) => count - 1);
            room.Release();
            done();
            wakeup.Pulse();
        }
    }

    /// <summary>Until there are no more. While the store is away attempts wait here; where their claims end meanwhile, others repeat them.</summary>
    private async Task RecordAsync(ChannelReader<WebhookAttempt> attempts, CancellationToken stoppingToken)
    {
        while (await attempts.WaitToReadAsync(CancellationToken.None))
        {
            var some = new List<WebhookAttempt>();
            while (some.Count < MostRecorded && attempts.TryRead(out var attempt))
            {
                some.Add(attempt);
            }

            while (!await IsRecordedAsync(some) && !stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }

    /// <returns>Whether there is nothing more to do about them: they are stored, or cannot be.</returns>
    private async Task<bool> IsRecordedAsync(IReadOnlyList<WebhookAttempt> some)
    {
        try
        {
            var silent = await database.RecordAsync(some, clock.GetUtcNow() - settings.DisableAfter, CancellationToken.None);
            var gone = some.Where(attempt => attempt.Status == StatusCodes.Status410Gone).Select(attempt => attempt.Delivery.WebhookId).ToHashSet();
            foreach (var webhook in silent.Union(gone))
            {
                var because = gone.Contains(webhook) ? WebhookDisabledBecause.Gone : WebhookDisabledBecause.Failing;
                await sessions.DecideAsync<Webhook>(webhook, ExpectedVersion.Any, its => DisableWebhook.Decide(its, because, clock.GetUtcNow()), CancellationToken.None);
            }

            return true;
        }
        catch (Exception failure)
        {
            LogFailed(log, failure);
            return !Outages.IsOne(failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Telling webhooks failed; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Error, "The delivery {Delivery} to a webhook cannot be sent; it is tried again when its claim is over")]
    private static partial void LogSendingFailed(ILogger logger, Exception failure, Guid delivery);
}
