using System.Diagnostics;
using System.Threading.Channels;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Hosting.Telemetry;
using MassTransit;

namespace BusinessFocus.Identity.SignIn;

/// <summary>
/// Hands codes to the bus, after the answer was given. The one message that the relay does not publish: what it publishes it has from
/// the store, where a code must not be. One that is lost with the process or because the broker is away is asked for again.
/// </summary>
public sealed partial class MailCodes(IBus bus, TimeProvider clock, ILogger<MailCodes> log) : BackgroundService
{
    private const int MostWaiting = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<(SignInCodeRequested Code, ActivityContext Trace)> waiting =
        Channel.CreateBounded<(SignInCodeRequested, ActivityContext)>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Send(SignInCodeRequested code) => waiting.Writer.TryWrite((code, Activity.Current?.Context ?? default));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (code, trace) in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            if (code.ExpiresAt <= clock.GetUtcNow())
            {
                // The broker was away for so long.
                continue;
            }

            using var span = ServiceTelemetry.Source.StartActivity("sign-in code", ActivityKind.Internal, trace);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            limit.CancelAfter(Patience);
            try
            {
                await bus.Publish(
                    code,
                    context =>
                    {
                        context.MessageId = code.SignInId;

                        // The broker throws it away when it is good for nothing any more.
                        context.TimeToLive = code.ExpiresAt - clock.GetUtcNow();
                    },
                    limit.Token);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Without the exception, which could tell what the message says.
                LogLost(log, failure.GetType().Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "A sign-in code could not be handed to the bus, and is not sent: {Reason}")]
    private static partial void LogLost(ILogger logger, string reason);
}
