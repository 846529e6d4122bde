using System.Net.Http.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.EchoService;
using BusinessFocus.Hosting.Relay;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Consumers;
using BusinessFocus.ServiceDefaults.Relay;
using BusinessFocus.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Relay;

/// <summary>
/// Commit, publish, confirm, progress, consume, commit, acknowledge: each step comes after the one before it, and none is left out.
/// A test here fails for each that is skipped or swapped.
/// </summary>
public sealed class Chain : IAsyncLifetime
{
    private const string Queue = "echo-on-survey-opened";

    private readonly Line line = new(Servers.Current.RabbitMq.Host, Servers.Current.RabbitMq.Port);
    private RunningService service = null!;
    private Broker broker = null!;

    /// <summary>The way to the broker leads over a line that can be cut.</summary>
    private Dictionary<string, string?> OverTheLine => new()
    {
        ["ConnectionStrings:Bus"] = $"{new UriBuilder(Servers.Current.Bus(service.VirtualHost)) { Host = $"{line.Here.Address}", Port = line.Here.Port }.Uri}",
    };

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.StartAsync<Program>("chain");
        broker = await Broker.ConnectAsync(service.VirtualHost);
    }

    public async ValueTask DisposeAsync()
    {
        await broker.DisposeAsync();
        await service.DisposeAsync();
        await line.DisposeAsync();
    }

    [Fact]
    public async Task Commit_then_publish_what_is_not_committed_is_told_to_nobody()
    {
        var stream = Guid.CreateVersion7();
        await using (var session = service.Store.LightweightSession())
        {
            session.Events.Append(stream, new Said("aldrig"));
            session.Insert(new ConsumedMessage { Id = "twice" }, new ConsumedMessage { Id = "twice" });
            await Should.ThrowAsync<Exception>(() => session.SaveChangesAsync());
        }

        // What would have been told before the commit was told before this.
        await HeardAsync(await SayAsync(service, "sedan"));
        service.Bus.Heards<SurveyOpened>().ShouldNotContain(opened => opened.SurveyId.Value == stream);
    }

    [Fact]
    public async Task Publish_then_confirm_what_the_broker_refuses_is_published_until_it_takes_it()
    {
        await HeardAsync(await SayAsync(service, "först"));
        await broker.BindFullQueueAsync("full", "BusinessFocus.Contracts.Feedback:SurveyOpened");

        // The probe's queue has room: that it hears of it says that it was published, and refused.
        var message = await HeardAsync(await SayAsync(service, "igen"));
        await service.StopAsync();
        (await broker.TakeAsync("full")).ShouldBe("");
        await using var next = await service.StartAnotherAsync<Program>();

        var id = Publications.MessageIdFor(message.ActivityId.Value, typeof(SurveyOpened));
        await Eventually.TrueAsync(async () => await broker.TakeAsync("full") == $"{id}");
        await NothingWaitsAsync(next);
    }

    [Fact]
    public async Task Confirm_then_progress_what_the_broker_never_got_is_published_by_the_next_start()
    {
        await service.StopAsync();
        var running = await service.StartAnotherAsync<Program>(OverTheLine);
        await HeardAsync(await SayAsync(running, "först"));

        // Each says two messages: were the second of the first swallowed, the relay would wait for its confirm and not come to the next.
        await NothingWaitsAsync(running);
        var stream = Guid.CreateVersion7();
        var swallowed = line.SwallowAsync($"{stream}");
        await SayAsync(running, "förlorat", stream);
        await swallowed.WaitAsync(Eventually.Patience);
        line.Cut();
        await running.StopAsync();

        await using var next = await service.StartAnotherAsync<Program>();

        await HeardAsync(stream);
    }

    /// <summary>As where the broker is killed with a message in hand: the connection that comes after it knows of none.</summary>
    [Fact]
    public async Task Confirm_then_progress_what_the_broker_never_confirms_is_published_again()
    {
        await service.StopAsync();
        await using var running = await service.StartAnotherAsync<Program>(
            new Dictionary<string, string?>(OverTheLine) { ["Relay:ConfirmWithin"] = "00:00:03" });
        await HeardAsync(await SayAsync(running, "först"));
        await NothingWaitsAsync(running);
        var swallowed = line.SwallowConfirmAsync();

        await SayAsync(running, "obekräftat");

        await swallowed.WaitAsync(Eventually.Patience);
        await NothingWaitsAsync(running);
    }

    [Fact]
    public async Task Progress_is_kept_a_start_publishes_nothing_again()
    {
        var before = await SayAsync(service, "före");
        await HeardAsync(before);
        await NothingWaitsAsync(service);
        await service.StopAsync();

        await using var next = await service.StartAnotherAsync<Program>();

        // In their order: what came again would have come before this.
        await HeardAsync(await SayAsync(next, "efter"));
        service.Bus.Repeats.ShouldBe(0);
    }

    [Fact]
    public async Task Consume_and_commit_together_what_a_message_did_is_undone_where_it_cannot_be_noted()
    {
        var id = Guid.NewGuid();
        await RefuseAsync("mt_doc_inbox", $"new.id like '%:{id}'");

        await PublishAsync(id);

        await Eventually.TrueAsync(async () => (await service.DeadLettersAsync()).Count == 1);
        (await CountAsync(Effects(id))).ShouldBe(0);
        await IsTakenInOnceAsync(id);
    }

    [Fact]
    public async Task Consume_and_commit_together_a_message_is_not_noted_where_what_it_did_cannot_be_committed()
    {
        var id = Guid.NewGuid();
        await RefuseAsync("mt_events", $"new.data ->> 'messageId' = '{id}'");

        await PublishAsync(id);

        await Eventually.TrueAsync(async () => (await service.DeadLettersAsync()).Count == 1);
        (await CountAsync(Notes(id))).ShouldBe(0);
        await IsTakenInOnceAsync(id);
    }

    [Fact]
    public async Task Commit_then_acknowledge_a_message_whose_commit_is_under_way_is_still_the_brokers()
    {
        await service.StopAsync();
        await using var running = await service.StartAnotherAsync<Program>(OverTheLine);
        await using var connection = new NpgsqlConnection(service.ConnectionString);
        await connection.OpenAsync();
        await using var holding = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "lock table mt_doc_inbox in exclusive mode");
        var id = Guid.NewGuid();
        await PublishAsync(id);
        await Eventually.TrueAsync(async () =>
            await CountAsync("select count(*) from pg_locks where not granted and relation = 'mt_doc_inbox'::regclass") == 1);

        // Whoever lost the broker has not acknowledged: it comes again.
        line.Cut();
        await Eventually.TrueAsync(async () => await broker.ReadyAsync(Queue) == 1);

        await holding.CommitAsync();
        line.Mend();
        await Eventually.TrueAsync(async () => await broker.ReadyAsync(Queue) == 0 && await CountAsync(Effects(id)) > 0);
        await running.StopAsync();
        (await broker.ReadyAsync(Queue)).ShouldBe(0);
        (await CountAsync(Effects(id))).ShouldBe(1);
    }

    private static string Effects(Guid message) => $"select count(*) from mt_events where data ->> 'messageId' = '{message}'";

    private static string Notes(Guid message) => $"select count(*) from mt_doc_inbox where id like '%:{message}'";

    private static async Task<Guid> SayAsync(RunningService to, string text, Guid? stream = null)
    {
        var id = stream ?? Guid.CreateVersion7();
        (await to.Http.PutAsJsonAsync($"/api/v1/words/{id}", new { text })).EnsureSuccessStatusCode();
        return id;
    }

    private static Task NothingWaitsAsync(RunningService running)
    {
        var @operator = running.As(Roles.Operator);
        return Eventually.TrueAsync(async () => (await @operator.GetFromJsonAsync<RelayLag>("/operations/lag"))!.Events == 0);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private Task<SurveyOpened> HeardAsync(Guid stream) => service.Bus.NextAsync<SurveyOpened>(opened => opened.SurveyId.Value == stream);

    private Task PublishAsync(Guid id) =>
        service.Bus.PublishAsync(new SurveyOpened(SurveyId.New(), ActivityId.New(), EditionId.New(), DateTimeOffset.UtcNow), id);

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(service.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The table takes no row of which this is so.</summary>
    private async Task RefuseAsync(string table, string what)
    {
        await using var connection = new NpgsqlConnection(service.ConnectionString);
        await connection.OpenAsync();
        await ExecuteAsync(
            connection,
            $"""
            create function refuse() returns trigger language plpgsql as
                $$ begin if {what} then raise exception 'refused by the test'; end if; return new; end $$;
            create trigger refuse before insert on {table} for each row execute function refuse();
            """);
    }

    /// <summary>When nothing is refused any longer, the same message is as good as new.</summary>
    private async Task IsTakenInOnceAsync(Guid id)
    {
        await using var connection = new NpgsqlConnection(service.ConnectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, "drop function refuse cascade");
        await PublishAsync(id);
        await Eventually.TrueAsync(async () => await CountAsync(Effects(id)) == 1 && await CountAsync(Notes(id)) == 1);
    }
}
