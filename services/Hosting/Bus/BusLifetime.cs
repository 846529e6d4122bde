using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusinessFocus.Hosting.Bus;

/// <summary>
/// The bus starts last, after all hosted services, and stops first,
/// before any of them, so that every consumer has what it needs. So the order of registration does not matter, and a start that fails has taken no
/// message.
/// </summary>
/// <remarks>In place of MassTransit's own hosted service, which starts and stops where it happens to be registered.</remarks>
public sealed partial class BusLifetime(
    IBusDepot bus, BusStop stop, IOptions<MassTransitHostOptions> options, ILogger<BusLifetime> log) : IHostedLifecycleService
{
    /// <summary>Null as long as it has not begun, and after the stop.</summary>
    private Task? start;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Does not wait: the service can be read without a broker, and readiness shows whether there is one.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        start = stop.HasBegun ? null : StartBusAsync();
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await stop.BeginAsync();
        if (Interlocked.Exchange(ref start, null) is not { } begun)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.StopTimeout!.Value);
        try
        {
            // A bus that is not ready yet may consume already: it is stopped by the end of its start.
            await begun.WaitAsync(limit.Token);
            await bus.Stop(limit.Token);
        }
        catch (OperationCanceledException)
        {
            LogStopIncomplete(log);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task StartBusAsync()
    {
        try
        {
            await bus.Start(stop.Token);
        }
        catch (Exception failure)
        {
            if (!stop.HasBegun)
            {
                LogStartFailed(log, failure);
            }
        }
    }

    [LoggerMessage(LogLevel.Critical, "The bus could not be started: nothing is consumed")]
    private static partial void LogStartFailed(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Warning, "Messages are still being dealt with when their time at the stop is over; they go back to their queues")]
    private static partial void LogStopIncomplete(ILogger logger);
}
