using System.Diagnostics;
using System.Threading.Channels;
using BusinessFocus.Hosting.Telemetry;
using BusinessFocus.Notifications.Rendering;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>
/// Delivers a channel's letters: the <see cref="DeliveryClaimer"/> claims, several connections hand over at once, the
/// <see cref="DeliveryRecorder"/> records the answers. Each goes on while the others wait for a server.
/// </summary>
public sealed partial class DeliveryWorker(
    IChannel channel,
    DeliveryClaimer claimer,
    DeliveryRecorder recorder,
    DeliveriesInHand inHand,
    DeliverySettings settings,
    TimeProvider clock,
    ILogger<DeliveryWorker> log) : BackgroundService
{
    /// <summary>A connection without work is closed after that.</summary>
    private static readonly TimeSpan Restless = TimeSpan.FromSeconds(10);

    /// <summary>How long those under way may continue when the service stops.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var end = new CancellationTokenSource();
        await using var stopping = stoppingToken.Register(() => end.CancelAfter(Grace));
        var letters = Channel.CreateUnbounded<ClaimedDelivery>(new UnboundedChannelOptions { SingleWriter = true });
        var answers = Channel.CreateUnbounded<AnsweredDelivery>(new UnboundedChannelOptions { SingleReader = true });

        var recording = recorder.RunAsync(answers.Reader, end.Token);
        var sending = Enumerable.Range(0, channel.Connections).Select(_ => SendAsync(letters.Reader, answers.Writer, end.Token)).ToArray();
        await claimer.RunAsync(letters.Writer, stoppingToken);
        letters.Writer.Complete();
        await Task.WhenAll(sending);
        answers.Writer.Complete();
        await recording;
    }

    private async Task SendAsync(ChannelReader<ClaimedDelivery> letters, ChannelWriter<AnsweredDelivery> answers, CancellationToken cancellationToken)
    {
        await using var connection = channel.NewConnection();
        while (await NextAsync(letters, connection, cancellationToken) is { } next)
        {
            // When its lease would run out on the way, somebody else takes it: better late than twice.
            if (clock.GetElapsedTime(next.ClaimedAt) + settings.Timeout > settings.Lease)
            {
                inHand.Release(1);
                continue;
            }

            using var span = StartSpan(next.Due);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(settings.Timeout);
            var answer = await HandOverAsync(connection, next.RenderedMessage, limit.Token);
            if (cancellationToken.IsCancellationRequested)
            {
                // Whether it arrived nobody knows: its lease tells.
                return;
            }

            if (answer.Kind != DeliveryOutcome.Accepted)
            {
                span?.SetStatus(ActivityStatusCode.Error, answer.Kind.ToString()).SetTag("error.type", answer.Kind.ToString());
            }

            inHand.Note(answer);
            await answers.WriteAsync(new AnsweredDelivery(next, answer, span?.Id ?? next.Due.TraceParent), cancellationToken);
        }
    }

    /// <summary>The next letter; null when there will be no more.</summary>
    private async Task<ClaimedDelivery?> NextAsync(ChannelReader<ClaimedDelivery> letters, IChannelConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                if (letters.TryRead(out var next))
                {
                    return next;
                }

                var more = letters.WaitToReadAsync(cancellationToken).AsTask();
                try
                {
                    await more.WaitAsync(Restless, clock, cancellationToken);
                }
                catch (TimeoutException)
                {
                    await connection.RestAsync();
                }

                if (!await more)
                {
                    return null;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<DeliveryResult> HandOverAsync(IChannelConnection connection, RenderedMessage letter, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.HandOverAsync(letter, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return new DeliveryResult(DeliveryOutcome.Unavailable, $"No answer within {settings.Timeout.TotalSeconds:0} s.", MayHaveArrived: true);
        }
        catch (Exception failure)
        {
            // Something about this very letter that nobody foresaw: it must not stop the others.
            LogFailed(log, failure, letter.Id);
            return new DeliveryResult(DeliveryOutcome.TryLater, failure.GetType().Name);
        }
    }

    /// <summary>By OpenTelemetry's conventions; of the recipient there is only the notification's id.</summary>
    private Activity? StartSpan(DueDelivery due)
    {
        var span = ActivityContext.TryParse(due.TraceParent, null, isRemote: true, out var parent)
            ? ServiceTelemetry.Source.StartActivity(channel.Span, ActivityKind.Client, parent)
            : ServiceTelemetry.Source.StartActivity(channel.Span, ActivityKind.Client);
        span?.SetTag("notification.id", due.NotificationId.ToString()).SetTag("notification.channel", channel.Name);
        return channel.Server is { } server
            ? span?.SetTag("server.address", server.Address).SetTag("server.port", server.Port).SetTag("network.protocol.name", server.Protocol)
            : span;
    }

    [LoggerMessage(LogLevel.Error, "Handing over {Notification} failed")]
    private static partial void LogFailed(ILogger logger, Exception failure, Guid notification);
}
