using System.IO.Compression;
using System.Text.Json.Nodes;
using BusinessFocus.Testing;
using Marten;
using Npgsql;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests.Stored;

/// <summary>
/// The databases of a festival, as every service wrote them before its events had names of their own (<c>before/*.sql.gz</c>, made
/// with pg_dump). They are read whole, and their events lead to what was stored then.
/// </summary>
public sealed class StoresOfBefore
{
    /// <summary>Those that there were then.</summary>
    public static TheoryData<string> Services => new(Stores.All.Select(service => service.Name).Where(name => File.Exists(FileOf(name))));

    [Theory, MemberData(nameof(Services))]
    public async Task A_store_of_before_is_replayed(string name)
    {
        var service = Stores.Named(name);
        var database = $"before_{name}_{Guid.NewGuid():N}";
        try
        {
            await RestoreAsync(name, database);
            using var store = service.OpenStore(Servers.Current.Database(database));
            await using var session = store.QuerySession();

            var events = await session.Events.QueryAllRawEvents().OrderBy(@event => @event.Sequence).ToListAsync(TestContext.Current.CancellationToken);
            events.Count.ShouldBeGreaterThan(20);
            events.Select(@event => @event.EventTypeName).Except(service.Events.All.Select(stored => stored.Name)).ShouldBeEmpty();
            foreach (var (state, alias) in service.Snapshots)
            {
                await ReplayAsync(store, state, alias);
            }
        }
        finally
        {
            await Servers.Current.DropDatabaseAsync(database);
        }
    }

    /// <summary>Every stored snapshot is what its stream's events lead to today.</summary>
    private static async Task ReplayAsync(DocumentStore store, Type state, string alias)
    {
        await using var session = store.QuerySession();
        foreach (var (id, stored) in await RowsAsync(session, alias))
        {
            var replayed = await (Task<object?>)typeof(StoresOfBefore)
                .GetMethod(nameof(AggregateAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(state)
                .Invoke(null, [session, id])!;
            Samples.ShouldContain(JsonNode.Parse(store.Options.Serializer().ToJson(replayed!)), JsonNode.Parse(stored), $"{alias} {id}");
        }
    }

    private static async Task<object?> AggregateAsync<TState>(IQuerySession session, Guid id) where TState : class =>
        await session.Events.AggregateStreamAsync<TState>(id, token: TestContext.Current.CancellationToken);

    private static async Task<List<(Guid Id, string Data)>> RowsAsync(IQuerySession session, string alias)
    {
        var rows = new List<(Guid, string)>();
        await using var exists = new NpgsqlCommand($"select to_regclass('mt_doc_{alias}') is not null", session.Connection);
        if (await exists.ExecuteScalarAsync(TestContext.Current.CancellationToken) is not true)
        {
            return rows;
        }

        await using var command = new NpgsqlCommand($"select id, data::text from mt_doc_{alias}", session.Connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add((reader.GetGuid(0), reader.GetString(1)));
        }

        return rows;
    }

    private static string FileOf(string service) => Path.Combine(Stores.Folder("before"), $"{service}.sql.gz");

    /// <summary>The database as it was, except for the names of classes, which are not what anything is found by.</summary>
    private static async Task RestoreAsync(string service, string database)
    {
        await Servers.Current.CreateDatabaseAsync(database);
        await using var file = File.OpenRead(FileOf(service));
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped);
        await ExecuteAsync(database, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        await ExecuteAsync(database, "update public.mt_events set mt_dotnet_type = 'Gone.' || type || ', Gone'");
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(Servers.Current.Database(database) + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
