using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.EchoService;
using BusinessFocus.Testing;
using Marten;
using Npgsql;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Store;

/// <summary>A store that is away for longer than any retry lasts.</summary>
public sealed class StoreOutages
{
    /// <summary>The retries of a message, with those of Marten in each, are over long before.</summary>
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_message_waits_for_a_store_that_is_away_and_is_taken_in_when_it_is_back()
    {
        await using var line = new Line(Servers.Current.Postgres.Host, Servers.Current.Postgres.Port);
        var database = $"test_outage_{Guid.NewGuid():N}";
        var store = new NpgsqlConnectionStringBuilder(Servers.Current.Database(database)) { Host = $"{line.Here.Address}", Port = line.Here.Port }.ConnectionString;
        await using (var service = await RunningService.StartAsync<Program>("outage", new Dictionary<string, string?> { ["ConnectionStrings:Store"] = store }))
        {
            line.Cut();
            var id = Guid.NewGuid();
            await service.Bus.PublishAsync(new SurveyOpened(SurveyId.New(), ActivityId.New(), EditionId.New(), DateTimeOffset.UtcNow), id);
            await Task.Delay(Outage);
            line.Mend();

            await Eventually.TrueAsync(async () =>
            {
                await using var session = service.Store.QuerySession();
                var told = id.ToString();
                return await session.Events.QueryRawEventDataOnly<Echoed>().AnyAsync(echoed => echoed.MessageId == told);
            });
            (await Servers.Current.QueuesAsync(service.VirtualHost)).GetValueOrDefault("echo-dead-letters").ShouldBe(0);
            (await service.DeadLettersAsync()).ShouldBeEmpty();
        }

        await Servers.Current.DropDatabaseAsync(database);
    }
}
