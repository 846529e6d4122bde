using BusinessFocus.ServiceDefaults.BackgroundWork;
using JasperFx.Events.Daemon.HighWater;
using Marten;
using Marten.Services;

namespace BusinessFocus.ServiceDefaults.Relay;

/// <summary>
/// Wakes Marten's daemon, and so the relay, as soon as something was committed here. When it is quiet it wakes at
/// once; the more commits come, the longer it waits for more of them (debounce), so that the daemon works in pages instead of single
/// events (at 16 writers, waking at each commit costs a third of the append rate).
/// </summary>
public sealed class RelayWakeup(TimeProvider clock) : IDaemonWakeup
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseForEachCommit = TimeSpan.FromMilliseconds(2);

    private readonly WakeSignal signal = new();
    private long lastWake;
    private int commits;

    /// <summary>Something was committed.</summary>
    public void Pulse()
    {
        Interlocked.Increment(ref commits);
        signal.Pulse();
    }

    public async Task WaitAsync(TimeSpan timeout, CancellationToken token)
    {
        if (await signal.WaitAsync(timeout, token))
        {
            var pause = PauseAfter(Interlocked.Exchange(ref commits, 0)) - clock.GetElapsedTime(lastWake);
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, clock, token);
            }
        }

        lastWake = clock.GetTimestamp();
    }

    public void Dispose() => signal.Dispose();

    private static TimeSpan PauseAfter(int commits)
    {
        var pause = PauseForEachCommit * (commits - 1);
        return pause < LongestPause ? pause : LongestPause;
    }
}

/// <summary>Pulses the wakeup after a commit that appended events.</summary>
public sealed class WakeRelayOnCommit(RelayWakeup wakeup) : DocumentSessionListenerBase
{
    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        if (commit.GetStreams().Any())
        {
            wakeup.Pulse();
        }

        return Task.CompletedTask;
    }
}
