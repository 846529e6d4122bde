using System.Diagnostics;
using System.Threading.Channels;
using BusinessFocus.Hosting.Telemetry;
using MassTransit;
using Microsoft.Extensions.Hosting;

namespace BusinessFocus.ServiceDefaults.Relay;

/// <summary>
/// Hands messages to the bus that stand in no store, after the answer was given. What the relay publishes it has from the store, where a code or
/// a link must not be. One that is lost with the process or because the broker is away is asked for again.
/// </summary>
/// <typeparam name="TAsked">What a message is made of.</typeparam>
/// <typeparam name="TMessage">As the contract has it.</typeparam>
/// <param name="span">What handing one over is called in traces.</param>
public abstract class UnstoredMessages<TAsked, TMessage>(IBus bus, string span) : BackgroundService where TMessage : class
{
    private const int MostWaiting = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<(TAsked Asked, ActivityContext Trace)> waiting =
        Channel.CreateBounded<(TAsked, ActivityContext)>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>It goes on in the trace of whoever asks; the oldest is dropped where too many wait.</summary>
    protected void Add(TAsked asked) => waiting.Writer.TryWrite((asked, Activity.Current?.Context ?? default));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (asked, trace) in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            if (IsTooLate(asked))
            {
                // The broker was away for so long.
                continue;
            }

            using var activity = ServiceTelemetry.Source.StartActivity(span, ActivityKind.Internal, trace);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            limit.CancelAfter(Patience);
            try
            {
                if (await MessageOfAsync(asked, limit.Token) is { } message)
                {
                    await bus.Publish(
                        message,
                        context =>
                        {
                            context.MessageId = IdOf(message);

                            // The broker throws it away when it is good for nothing any more.
                            context.TimeToLive = TimeLeftOf(message);
                        },
                        limit.Token);
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Without the exception, which could tell what the message says.
                LogLost(failure.GetType().Name);
            }
        }
    }

    /// <summary>Whether nobody needs it any more.</summary>
    protected virtual bool IsTooLate(TAsked asked) => false;

    /// <summary>Null where there is nothing to tell.</summary>
    protected abstract ValueTask<TMessage?> MessageOfAsync(TAsked asked, CancellationToken cancellationToken);

    protected abstract Guid IdOf(TMessage message);

    /// <summary>How long it is still good for something.</summary>
    protected abstract TimeSpan TimeLeftOf(TMessage message);

    protected abstract void LogLost(string reason);
}
