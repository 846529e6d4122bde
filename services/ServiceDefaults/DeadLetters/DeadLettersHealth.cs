using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace BusinessFocus.ServiceDefaults.DeadLetters;

/// <summary>
/// Degraded while a message waits for an operator: the service does its work, but somebody may not get what they were promised.
/// </summary>
public sealed class DeadLettersHealth(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var waiting = (await database.CountDeadLettersAsync(cancellationToken)).Sum(queue => queue.Waiting);
        var data = new Dictionary<string, object> { ["waiting"] = waiting };
        return waiting == 0
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded($"Dead letters that wait for an operator: {waiting}.", data: data);
    }
}
