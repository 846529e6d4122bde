using Npgsql;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>Where the service's store is.</summary>
public sealed record DatabaseName(string ConnectionString);

/// <summary>Creates the service's database when it is missing.</summary>
public sealed class DatabaseCreation(DatabaseName name) : IStartupTask
{
    public Task RunAsync(CancellationToken cancellationToken)
    {
        var wanted = new NpgsqlConnectionStringBuilder(name.ConnectionString);
        var server = new NpgsqlConnectionStringBuilder(name.ConnectionString) { Database = "postgres", Pooling = false };
        return CreateAsync(server.ConnectionString, wanted.Database!, cancellationToken);
    }

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
            // Another instance of the service created it first.
        }
    }
}
