using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace BusinessFocus.ServiceDefaults.BackgroundWork;

/// <summary>
/// Degraded while something that is due fails at each attempt: it is retried forever, so that nothing is lost,
/// and only the log would show that it never succeeds.
/// </summary>
public sealed class PollingHealth(IServiceProvider services) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failing = services.GetServices<IHostedService>()
            .OfType<PollingService>()
            .Select(rounds => (rounds.GetType().Name, rounds.FailingAgain))
            .Where(rounds => rounds.FailingAgain > 0)
            .ToDictionary(rounds => rounds.Name, object (rounds) => rounds.FailingAgain);
        return Task.FromResult(failing.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"What is due fails again and again: {string.Join(", ", failing.Keys)}.", data: failing));
    }
}
