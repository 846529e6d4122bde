using System.Diagnostics.Metrics;
using BusinessFocus.Hosting.Telemetry;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BusinessFocus.ServiceDefaults.DeadLetters;

/// <summary>How many dead letters wait, by queue, as the store has them: every instance tells the same.</summary>
public sealed class DeadLetterMetrics : IDisposable
{
    private readonly WakeSignal signal = new();
    private IReadOnlyDictionary<string, int> waiting = new Dictionary<string, int>();

    public DeadLetterMetrics(IMeterFactory meters) => meters.Create(ServiceTelemetry.SourceName).CreateObservableGauge(
        "dead_letters.waiting",
        () => waiting.Select(queue => new Measurement<int>(queue.Value, new KeyValuePair<string, object?>("queue", queue.Key))),
        description: "Messages that could not be dealt with and wait for an operator");

    /// <summary>Their number may have changed here.</summary>
    public void Pulse() => signal.Pulse();

    public void Dispose() => signal.Dispose();

    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => signal.WaitAsync(atMost, cancellationToken);

    /// <summary>A queue that had some and no longer has any is told as 0, and not left out.</summary>
    public void Counted(IReadOnlyList<DeadLetterCount> counts)
    {
        var now = waiting.Keys.ToDictionary(queue => queue, _ => 0);
        foreach (var count in counts)
        {
            now[count.Queue] = count.Waiting;
        }

        waiting = now;
    }
}

/// <summary>Counts them at once when this instance changed something, and periodically for what others did.</summary>
public sealed partial class DeadLettersAreCounted(
    NpgsqlDataSource database, DeadLetterMetrics metrics, ILogger<DeadLettersAreCounted> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                metrics.Counted(await database.CountDeadLettersAsync(stoppingToken));
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(log, failure.Message);
            }

            await metrics.WaitAsync(Every, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Dead letters cannot be counted just now: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);
}
