namespace BusinessFocus.Gateway.Live;

/// <summary>Lets every connection say that it lives, so that nobody in between closes it, and that a dead one is found out.</summary>
public sealed class Heartbeats(Listeners listeners, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Listen.HeartbeatEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            listeners.Beat();
        }
    }
}
