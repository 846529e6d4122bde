using Npgsql;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>Where the service's store is.</summary>
public sealed record DatabaseName(string ConnectionString);

/// <summary>
/// Creates the service's database when it is missing. Where it is there, nothing else is looked at: the service's role may come to no other.
/// </summary>
public sealed class DatabaseCreation(DatabaseName name) : IStartupTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var wanted = new NpgsqlConnectionStringBuilder(name.ConnectionString) { Pooling = false };
        if (await IsThereAsync(wanted.ConnectionString, cancellationToken))
        {
            return;
        }

        var server = new NpgsqlConnectionStringBuilder(name.ConnectionString) { Database = "postgres", Pooling = false };
        await CreateAsync(server.ConnectionString, wanted.Database!, cancellationToken);
    }

    private static async Task<bool> IsThereAsync(string database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
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
