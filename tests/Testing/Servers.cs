using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;

namespace BusinessFocus.Testing;

/// <summary>The real PostgreSQL and RabbitMQ that a test run shares; each test takes databases and a vhost of its own.</summary>
public sealed partial record Servers(PostgresAddress Postgres, RabbitMqAddress RabbitMq)
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

    public Task CreateVirtualHostAsync(string name) => EvaluateAsync(
        $"""
        rabbit_vhost:add(<<"{name}">>, <<"test">>),
        rabbit_auth_backend_internal:set_permissions(<<"{RabbitMq.User}">>, <<"{name}">>, <<".*">>, <<".*">>, <<".*">>, <<"test">>).
        """);

    public Task DropVirtualHostAsync(string name) => EvaluateAsync($"""rabbit_vhost:delete(<<"{name}">>, <<"test">>).""");

    /// <summary>
    /// The messages in each queue of a vhost, those taken but not acknowledged too. The queues themselves are asked: what
    /// <c>rabbitmqctl list_queues</c> says of quorum queues is up to five seconds old.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, int>> QueuesAsync(string virtualHost)
    {
        var counted = await EvaluateAsync(
            $$"""
            lists:map(fun(Queue) ->
                Messages = case amqqueue:get_type(Queue) of
                    rabbit_quorum_queue ->
                        {ok, {_, Total}, _} = ra:local_query(amqqueue:get_pid(Queue), fun rabbit_fifo:query_messages_total/1),
                        Total;
                    _ ->
                        [{messages, Total}] = rabbit_amqqueue:info(Queue, [messages]),
                        Total
                end,
                {binary_to_atom(element(4, amqqueue:get_name(Queue))), Messages}
            end, rabbit_amqqueue:list(<<"{{virtualHost}}">>)).
            """);
        return Counted().Matches(counted).ToDictionary(
            count => count.Groups["queue"].Value, count => int.Parse(count.Groups["messages"].Value, CultureInfo.InvariantCulture));
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

    /// <summary>Has RabbitMQ evaluate something in Erlang. A node that is busy may not let anybody in at once: nothing was evaluated then, and it is asked again.</summary>
    private async Task<string> EvaluateAsync(string expressions)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await EvaluateOnceAsync(expressions);
            }
            catch (InvalidOperationException failure) when (attempt < 10 && failure.Message.Contains("failed to connect to node", StringComparison.Ordinal))
            {
            }
        }
    }

    private async Task<string> EvaluateOnceAsync(string expressions)
    {
        using var process = Process.Start(new ProcessStartInfo(RabbitMq.Evaluate)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteLineAsync(expressions);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && (await output).StartsWith("{ok,", StringComparison.Ordinal)
            ? await output
            : throw new InvalidOperationException($"{expressions}: {await error}{await output}");
    }

    [GeneratedRegex(@"\{'?(?<queue>[^',{}]+)'?, *(?<messages>[0-9]+)\}")]
    private static partial Regex Counted();
}

public sealed record PostgresAddress(string Host, int Port, string User, string Password);

/// <param name="Evaluate">A script that has this very node evaluate the Erlang of its standard input, and prints the value.</param>
public sealed record RabbitMqAddress(string Host, int Port, string User, string Password, string Evaluate);
