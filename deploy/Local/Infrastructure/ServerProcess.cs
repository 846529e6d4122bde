using System.Diagnostics;

namespace BusinessFocus.Local.Infrastructure;

/// <summary>A server's process.</summary>
/// <param name="name">In the log.</param>
/// <param name="start">Starts it: always with the same ports, data and environment.</param>
public sealed class ServerProcess(string name, Func<Process> start) : IRunning, IDisposable
{
    private Process process = start();

    public string Name => name;

    /// <summary>Another one after each restart.</summary>
    public int Pid => process.Id;

    public bool HasExited => process.HasExited;

    public async Task<long> EndAsync(CancellationToken cancellationToken)
    {
        // Until its children have closed its output too: those of a killed PostgreSQL still use its data.
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    public Task StartAgainAsync(CancellationToken cancellationToken)
    {
        using var ended = process;
        process = start();
        return Task.CompletedTask;
    }

    public Task StopAsync(TimeSpan patience) => Shell.StopAsync(process, patience);

    public void Dispose() => process.Dispose();
}
