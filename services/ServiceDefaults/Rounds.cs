using BusinessFocus.ServiceDefaults.Store;
using Microsoft.Extensions.Hosting;

namespace BusinessFocus.ServiceDefaults;

/// <summary>
/// Looks for something again and again: what is found stands in the store, so a restart forgets nothing. A round that fails is
/// told, and the next one comes all the same.
/// </summary>
/// <param name="every">The pause between two rounds.</param>
public abstract class Rounds(TimeProvider clock, TimeSpan every) : BackgroundService
{
    protected TimeProvider Clock => clock;

    /// <summary>Looks once, and deals with what there is.</summary>
    protected abstract Task RoundAsync(CancellationToken cancellationToken);

    /// <summary>Logs what a round failed of.</summary>
    protected abstract void Tell(Exception failure);

    /// <summary>
    /// Deals with each of what was found. One that another instance or a user was quicker with is left to the next round, and one
    /// that fails is told and does not hold up the others.
    /// </summary>
    protected static async Task EachAsync<T>(
        IEnumerable<T> found, Func<T, CancellationToken, Task> deal, Action<Exception, T> tell, CancellationToken cancellationToken)
    {
        foreach (var one in found)
        {
            try
            {
                await deal(one, cancellationToken);
            }
            catch (Exception exception) when (Races.IsLost(exception))
            {
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                tell(exception, one);
            }
        }
    }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Tell(failure);
            }

            await Task.Delay(every, clock, stoppingToken);
        }
    }
}
