using System.Diagnostics;

namespace BusinessFocus.Local.Infrastructure;

/// <summary>A server's process, which can be started again just as it was.</summary>
/// <param name="name">In the log.</param>
/// <param name="start">Starts it: always with the same ports, data and environment.</param>
public sealed class ServerProcess(string name, Func<Process> start) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private Process process = start();

    public int Pid => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>
    /// Starts it again whenever it ends by itself, as compose's <c>restart: unless-stopped</c> does; after a pause that doubles
    /// while it ends at once again.
    /// </summary>
    /// <param name="restarted">It runs again, under another <see cref="Pid"/>.</param>
    public async Task KeepRunningAsync(Action<string> log, Action restarted, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (true)
        {
            var since = Stopwatch.GetTimestamp();

            // Until its children have closed its output too: those of a killed PostgreSQL still use its data.
            await process.WaitForExitAsync(cancellationToken);
            pause = Stopwatch.GetElapsedTime(since) > LongestPause ? FirstPause : Min(pause * 2, LongestPause);
            log($"{name} ended with {process.ExitCode}; it is started again");
            await Task.Delay(pause, cancellationToken);
            using var ended = process;
            process = start();
            restarted();
        }
    }

    public Task StopAsync(TimeSpan patience) => Shell.StopAsync(process, patience);

    public void Dispose() => process.Dispose();

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
