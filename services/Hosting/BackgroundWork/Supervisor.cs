using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.Hosting.BackgroundWork;

/// <summary>
/// Watches the background services. One that ends because the store is away (a <see cref="TransientFailure"/>) is started again,
/// until the store is back; any other failure stops the service, in order, so that its supervisor restarts it.
/// </summary>
public sealed partial class Supervisor(
    IServiceProvider services, IEnumerable<TransientFailure> transient, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Supervisor> log) : IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var service in services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            _ = WatchAsync(service);
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task WatchAsync(BackgroundService service)
    {
        var name = service.GetType().Name;
        var stopping = lifetime.ApplicationStopping;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await (service.ExecuteTask ?? Task.CompletedTask);
                return;
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (transient.Any(each => each.Is(failure)))
            {
                LogAway(log, name, failure.GetBaseException().Message);
                await Task.Delay(Pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await service.StartAsync(stopping);
            }
            catch (Exception failure)
            {
                LogFailed(log, failure, name);
                lifetime.StopApplication();
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The store is away, {Service} waits for it: {Reason}")]
    private static partial void LogAway(ILogger logger, string service, string reason);

    [LoggerMessage(LogLevel.Critical, "{Service} has failed: the service stops")]
    private static partial void LogFailed(ILogger logger, Exception failure, string service);
}
