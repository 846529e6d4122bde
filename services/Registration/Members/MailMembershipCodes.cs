using System.Diagnostics;
using System.Threading.Channels;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Hosting.Telemetry;
using MassTransit;

namespace BusinessFocus.Registration.Members;

/// <summary>
/// Hands codes to the bus, after the answer was given. The one message that the relay does not publish: what it publishes it has from
/// the store, where a code must not be. One that is lost with the process or because the broker is away is asked for again.
/// </summary>
public sealed partial class MailMembershipCodes(IBus bus, TimeProvider clock, ILogger<MailMembershipCodes> log) : BackgroundService
{
    private const int MostWaiting = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<(MembershipCodeRequested Code, ActivityContext Trace)> waiting =
        Channel.CreateBounded<(MembershipCodeRequested, ActivityContext)>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Send(MembershipCodeRequested code) => waiting.Writer.TryWrite((code, Activity.Current?.Context ?? default));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (code, trace) in waiting.Reader.ReadAllAsync(stoppingToken))
        {
            using var span = ServiceTelemetry.Source.StartActivity("membership code", ActivityKind.Internal, trace);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            limit.CancelAfter(Patience);
            try
            {
                await bus.Publish(
                    code,
                    context =>
                    {
                        context.MessageId = code.CodeId;

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

    [LoggerMessage(LogLevel.Warning, "A membership code could not be handed to the bus, and is not sent: {Reason}")]
    private static partial void LogLost(ILogger logger, string reason);
}
