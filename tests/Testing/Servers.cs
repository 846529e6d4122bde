using System.Diagnostics;
using System.Text.Json;
using Npgsql;

namespace BusinessFocus.Testing;

/// <summary>The real PostgreSQL and RabbitMQ that a test run shares; each test takes databases and a vhost of its own.</summary>
public sealed record Servers(PostgresAddress Postgres, RabbitMqAddress RabbitMq)
{
    private const string Variable = "BUSINESSFOCUS_TEST_INFRASTRUCTURE";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The servers that <c>./test</c> has started.</summary>
    public static Servers Current { get; } =
        JsonSerializer.Deserialize<Servers>(
            Environment.GetEnvironmentVariable(Variable)
                ?? throw new InvalidOperationException($"{Variable} is not set: run the tests by ./test, which starts the servers."),
            Json)!;

    public string Database(string name) => new NpgsqlConnectionStringBuilder
    {
        Host = Postgres.Host,
        Port = Postgres.Port,
        Username = Postgres.User,
        Password = Postgres.Password,
        Database = name,
        MaxPoolSize = 30,
    }.ConnectionString;

    public Uri Bus(string virtualHost) =>
        new($"amqp://{RabbitMq.User}:{RabbitMq.Password}@{RabbitMq.Host}:{RabbitMq.Port}/{virtualHost}");

    public async Task CreateVirtualHostAsync(string name)
    {
        await ControlAsync("add_vhost", name);
        await ControlAsync("set_permissions", "-p", name, RabbitMq.User, ".*", ".*", ".*");
    }

    public Task DropVirtualHostAsync(string name) => ControlAsync("delete_vhost", name);

    /// <summary>The messages in each queue of a vhost, those taken but not acknowledged too.</summary>
    public async Task<IReadOnlyDictionary<string, int>> QueuesAsync(string virtualHost)
    {
        var lines = await ControlAsync("-q", "list_queues", "-p", virtualHost, "--no-table-headers", "name", "messages");
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .Where(columns => columns.Length == 2)
            .ToDictionary(columns => columns[0], columns => int.Parse(columns[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    public Task CreateDatabaseAsync(string name) => ExecuteAsync($"create database \"{name}\"");

    public Task DropDatabaseAsync(string name) => ExecuteAsync($"drop database if exists \"{name}\" with (force)");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> ControlAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(RabbitMq.Control, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', arguments)}: {await error}{await output}");
    }
}

public sealed record PostgresAddress(string Host, int Port, string User, string Password);

/// <param name="Control">A script that runs rabbitmqctl for this very node.</param>
public sealed record RabbitMqAddress(string Host, int Port, string User, string Password, string Control);
