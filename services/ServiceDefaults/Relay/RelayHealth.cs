using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BusinessFocus.ServiceDefaults.Relay;

/// <summary>The relay is not stalled: events may wait for it, but not for long without any of them going out.</summary>
public sealed class RelayHealth(RelayProgress progress) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var lag = await progress.LagAsync(cancellationToken);
        var data = new Dictionary<string, object> { ["events"] = lag.Events };
        return progress.IsStalled(lag)
            ? HealthCheckResult.Unhealthy($"{lag.Events} events wait and the relay does not move.", data: data)
            : HealthCheckResult.Healthy(data: data);
    }
}
