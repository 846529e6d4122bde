using System.Collections.Concurrent;
using BusinessFocus.ServiceDefaults.Store;
using Microsoft.Extensions.Hosting;

namespace BusinessFocus.ServiceDefaults.BackgroundWork;

/// <summary>
/// Polls for work at a fixed interval. The work is in the store, so a restart loses nothing. A poll that fails is logged, and
/// the next one runs all the same. What fails repeatedly is in the service's health: see <see cref="PollingHealth"/>.
/// </summary>
/// <param name="every">The interval between two polls.</param>
public abstract class PollingService(TimeProvider clock, TimeSpan every) : BackgroundService
{
    /// <summary>Fewer failures may be a concurrency conflict, or a store that was unavailable for a moment.</summary>
    private const int Often = 3;

    private readonly TimeSpan recently = TimeSpan.FromTicks(Math.Max(TimeSpan.FromMinutes(5).Ticks, 3 * every.Ticks));
    private readonly ConcurrentDictionary<object, (int Times, DateTimeOffset Last)> failures = [];

    /// <summary>
    /// What failed several times in a row and lately: where another instance has handled it, this one does not know.
    /// </summary>
    public int FailingAgain => failures.Values.Count(failure => failure.Times >= Often && clock.GetUtcNow() - failure.Last <= recently);

    protected TimeProvider Clock => clock;

    /// <summary>Polls once, and handles what it finds.</summary>
    protected abstract Task PollAsync(CancellationToken cancellationToken);

    /// <summary>Logs why a poll failed.</summary>
    protected abstract void LogFailure(Exception failure);

    /// <param name="one">What a poll handles; or the poll itself.</param>
    protected void RecordFailure(object one)
    {
        var now = clock.GetUtcNow();
        failures.AddOrUpdate(one, (1, now), (_, before) => (before.Times + 1, now));
        foreach (var (old, failure) in failures.Where(each => now - each.Value.Last > recently))
        {
            failures.TryRemove(KeyValuePair.Create(old, failure));
        }
    }

    /// <inheritdoc cref="RecordFailure"/>
    protected void RecordSuccess(object one) => failures.TryRemove(one, out _);

    /// <summary>
    /// Handles each item that was found. One that another instance or a user was quicker with is left to the next poll, and one that fails is logged
    /// and does not block the others.
    /// </summary>
    protected async Task EachAsync<T>(
        IEnumerable<T> found, Func<T, CancellationToken, Task> deal, Action<Exception, T> tell, CancellationToken cancellationToken)
        where T : notnull
    {
        foreach (var one in found)
        {
            try
            {
                await deal(one, cancellationToken);
                RecordSuccess(one);
            }
            catch (Exception exception) when (ConcurrencyErrors.IsOne(exception))
            {
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                tell(exception, one);
                RecordFailure(one);
            }
        }
    }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PollAsync(stoppingToken);
                RecordSuccess(this);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(failure);
                RecordFailure(this);
            }

            await Task.Delay(every, clock, stoppingToken);
        }
    }
}
