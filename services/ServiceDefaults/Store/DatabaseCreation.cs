using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>Where the service's store is.</summary>
public sealed record DatabaseName(string ConnectionString);

/// <summary>
/// Creates the service's database when it is missing, and waits for a server that is still starting. Runs before
/// any hosted service starts, because Marten migrates its schema when it starts.
/// </summary>
public sealed partial class DatabaseCreation(DatabaseName name, TimeProvider clock, ILogger<DatabaseCreation> log) : IHostedLifecycleService
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var wanted = new NpgsqlConnectionStringBuilder(name.ConnectionString);
        var server = new NpgsqlConnectionStringBuilder(name.ConnectionString) { Database = "postgres", Pooling = false };
        var deadline = clock.GetUtcNow() + Patience;
        while (true)
        {
            try
            {
                await CreateAsync(server.ConnectionString, wanted.Database!, cancellationToken);
                return;
            }
            catch (NpgsqlException failure) when (failure.IsTransient && clock.GetUtcNow() < deadline)
            {
                LogWaiting(log, wanted.Host, wanted.Port, failure.Message);
                await Task.Delay(TimeSpan.FromMilliseconds(200), clock, cancellationToken);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task CreateAsync(string server, string database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection)
        {
            Parameters = { new() { Value = database } },
        };
        if (await exists.ExecuteScalarAsync(cancellationToken) is not null)
        {
            return;
        }

        var quoted = database.Replace("\"", "\"\"", StringComparison.Ordinal);
        await using var create = new NpgsqlCommand($"create database \"{quoted}\"", connection);
        try
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another instance of the service was quicker.
        }
    }

    [LoggerMessage(LogLevel.Information, "Waiting for PostgreSQL at {Host}:{Port}: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string? host, int port, string reason);
}
