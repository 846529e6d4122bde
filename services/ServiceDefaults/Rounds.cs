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
