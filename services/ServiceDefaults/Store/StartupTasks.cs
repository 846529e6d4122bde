using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>Something that is done with the store before the service starts. It may be done again, in part or whole.</summary>
public interface IStartupTask
{
    Task RunAsync(CancellationToken cancellationToken);
}

public static class StartupTaskSetup
{
    /// <summary>Startup tasks run one after the other, in the order in which they were added.</summary>
    public static void AddStartupTask<TTask>(this IServiceCollection services) where TTask : class, IStartupTask =>
        services.AddSingleton<IStartupTask, TTask>();
}

/// <summary>
/// Runs the startup tasks before any hosted service starts. Waits for a store that is unavailable, however
/// long: it does not make the start fail. The waiting ends with the stop.
/// </summary>
public sealed partial class StartupTasks(IEnumerable<IStartupTask> tasks, TimeProvider clock, ILogger<StartupTasks> log) : IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var task in tasks)
        {
            await RunAsync(task, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RunAsync(IStartupTask task, CancellationToken cancellationToken)
    {
        var told = "";
        while (true)
        {
            try
            {
                await task.RunAsync(cancellationToken);
                return;
            }
            catch (Exception failure) when (Outages.IsOne(failure) && !cancellationToken.IsCancellationRequested)
            {
                // Logged once, and again when it changes: it may take hours.
                var reason = failure.GetBaseException().Message;
                if (reason != told)
                {
                    LogWaiting(log, reason);
                    told = reason;
                }

                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The service waits for its store before it starts: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string reason);
}
