using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>The store answers and is migrated: the tables of the event store are there.</summary>
public sealed class StoreHealth(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var command = database.CreateCommand("select to_regclass('mt_events') is not null");
        return await command.ExecuteScalarAsync(cancellationToken) is true
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The event store is not migrated yet.");
    }
}
