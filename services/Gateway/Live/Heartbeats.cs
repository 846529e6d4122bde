namespace BusinessFocus.Gateway.Live;

/// <summary>Sends heartbeats, so that no proxy closes a connection, and a dead one is noticed.</summary>
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
