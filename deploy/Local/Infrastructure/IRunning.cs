using System.Diagnostics;

namespace BusinessFocus.Local.Infrastructure;

/// <summary>What runs until it is stopped, and can be started again just as it was: same address, data and settings.</summary>
public interface IRunning
{
    /// <summary>In the log.</summary>
    string Name { get; }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>The exit code.</returns>
    Task<long> EndAsync(CancellationToken cancellationToken);

    Task StartAgainAsync(CancellationToken cancellationToken);
}

public static class Restarts
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Starts it again whenever it ends by itself, as compose's <c>restart: unless-stopped</c> does; after a pause that doubles
    /// while it ends at once again.
    /// </summary>
    /// <param name="restarted">It runs again.</param>
    public static async Task KeepRunningAsync(this IRunning running, Action<string> log, Action restarted, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (true)
        {
            var since = Stopwatch.GetTimestamp();
            var exitCode = await running.EndAsync(cancellationToken);
            pause = Stopwatch.GetElapsedTime(since) > LongestPause ? FirstPause : Min(pause * 2, LongestPause);
            log($"{running.Name} ended with {exitCode}; it is started again");
            await Task.Delay(pause, cancellationToken);
            await running.StartAgainAsync(cancellationToken);
            restarted();
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
