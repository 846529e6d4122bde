using System.Diagnostics;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.EchoService;
using BusinessFocus.Testing;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Bus;

/// <summary>A stop, a failed start or a lost store never fails a message: what is in hand goes back to its queue.</summary>
public sealed class MessagesInHand : IAsyncLifetime
{
    private const string Queue = "echo-on-survey-opened";
    private const int Many = 30;

    private readonly Line line = new(Servers.Current.Postgres.Host, Servers.Current.Postgres.Port);
    private RunningService service = null!;
    private Broker broker = null!;

    /// <summary>The way to the store leads over a line that can be cut.</summary>
    private Dictionary<string, string?> OverTheLine => new()
    {
        ["ConnectionStrings:Store"] =
            new NpgsqlConnectionStringBuilder(service.ConnectionString) { Host = $"{line.Here.Address}", Port = line.Here.Port }.ConnectionString,
    };

    public async ValueTask InitializeAsync()
    {
        // It makes the queue and the database, and leaves them to the others.
        service = await RunningService.StartAsync<Program>("inhand");
        await service.StopAsync();
        broker = await Broker.ConnectAsync(service.VirtualHost);
    }

    public async ValueTask DisposeAsync()
    {
        await broker.DisposeAsync();
        await service.DisposeAsync();
        await line.DisposeAsync();
    }

    [Fact]
    public async Task A_stop_while_the_store_is_away_gives_back_what_is_in_hand_and_a_new_start_deals_with_each_once()
    {
        var stopping = await service.StartAnotherAsync<Program>(OverTheLine, StopsWithoutALimit);
        line.Cut();
        var messages = await PublishAsync(Many);
        await Eventually.TrueAsync(async () => await broker.ReadyAsync(Queue) == 0);

        // What waits for the store would wait forever: that the stop comes to its end says that the waiting ends with it.
        await stopping.StopAsync().WaitAsync(Eventually.Patience);

        await AreAllInTheQueueAsync(Many);
        line.Mend();
        await using var next = await service.StartAnotherAsync<Program>();
        await EachIsDealtWithOnceAsync(next, messages);
    }

    [Fact]
    public async Task What_takes_longer_than_a_stop_may_is_given_back_whatever_it_fails_with()
    {
        var stopping = await service.StartAnotherAsync<Program>(
            configure: services => services.Configure<MassTransitHostOptions>(options => options.ConsumerStopTimeout = TimeSpan.FromMilliseconds(1)));
        await PublishAsync(5, OnSurveyOpened.Held);
        await Eventually.TrueAsync(async () => await broker.ReadyAsync(Queue) == 0);

        await stopping.StopAsync();

        await AreAllInTheQueueAsync(5);
    }

    [Fact]
    public async Task A_start_that_fails_has_taken_no_message()
    {
        var messages = await PublishAsync(Many);

        // The last hosted service fails, as it would if the store went away just then: a bus that was there before it would consume already.
        await Should.ThrowAsync<Exception>(() => service.StartAnotherAsync<Program>(
            OverTheLine, services => services.AddSingleton<IHostedService>(provider => new FailsAtStart(provider.GetRequiredService<IBusControl>(), line))));

        await AreAllInTheQueueAsync(Many);
        line.Mend();
        await using var next = await service.StartAnotherAsync<Program>();
        await EachIsDealtWithOnceAsync(next, messages);
    }

    [Fact]
    public async Task A_start_while_the_store_is_away_takes_no_message_until_it_is_back_and_then_deals_with_each_once()
    {
        var messages = await PublishAsync(Many);
        line.Cut();
        var start = Task.Run(() => service.StartAnotherAsync<Program>(OverTheLine));
        await Eventually.TrueAsync(() => Task.FromResult(line.Refused > 5));
        (await broker.ConsumersAsync(Queue)).ShouldBe(0);
        await AreAllInTheQueueAsync(Many);

        line.Mend();
        await using var next = await start;
        await EachIsDealtWithOnceAsync(next, messages);
    }

    [Fact]
    public async Task What_is_cancelled_without_a_stop_fails_like_anything_else_and_does_not_come_back_for_ever()
    {
        await using var running = await service.StartAnotherAsync<Program>();

        await PublishAsync(1, OnSurveyOpened.Cancelled);

        await Eventually.TrueAsync(async () => (await running.DeadLettersAsync()).Count == 1);
        (await broker.ReadyAsync(Queue)).ShouldBe(0);
    }

    [Fact]
    public async Task A_service_that_waits_for_its_store_can_be_stopped_in_order()
    {
        line.Cut();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location])
        {
            Environment =
            {
                ["ConnectionStrings__Store"] = OverTheLine["ConnectionStrings:Store"],
                ["ConnectionStrings__Bus"] = $"{Servers.Current.Bus(service.VirtualHost)}",
                ["Tokens__KeySet"] = "none",
                ["Tokens__Issuer"] = "none",
                ["URLS"] = "http://127.0.0.1:0",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await Eventually.TrueAsync(() => Task.FromResult(line.Refused > 2 || process.HasExited));

        using (var terminate = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await terminate.WaitForExitAsync();
        }

        await process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        (process.ExitCode, await errors).ShouldBe((0, ""), await said);
    }

    /// <summary>As long as it is not told how long it may take, it takes as long as what is in hand.</summary>
    private static void StopsWithoutALimit(IServiceCollection services)
    {
        var always = TimeSpan.FromDays(1);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = always);
        services.Configure<MassTransitHostOptions>(options => (options.ConsumerStopTimeout, options.StopTimeout) = (always, always));
    }

    private async Task<IReadOnlyList<Guid>> PublishAsync(int count, EditionId? edition = null)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).ToList();
        foreach (var id in ids)
        {
            await service.Bus.PublishAsync(new SurveyOpened(SurveyId.New(), ActivityId.New(), edition ?? EditionId.New(), DateTimeOffset.UtcNow), id);
        }

        return ids;
    }

    private async Task AreAllInTheQueueAsync(int count)
    {
        await Eventually.TrueAsync(async () => await broker.ReadyAsync(Queue) == count);
        await NoneFailedAsync();
    }

    private async Task EachIsDealtWithOnceAsync(RunningService running, IReadOnlyList<Guid> messages)
    {
        await Eventually.TrueAsync(async () => (await EchoedAsync()).Count >= messages.Count);

        // What is in hand yet, a repeat for instance, comes to its end with the service.
        await running.StopAsync();
        (await broker.ReadyAsync(Queue)).ShouldBe(0);
        await NoneFailedAsync();
        (await EchoedAsync()).Order().ShouldBe(messages.Select(id => $"{id}").Order());
    }

    /// <summary>No instance runs: a failed message waits for one, or was stored by one.</summary>
    private async Task NoneFailedAsync()
    {
        (await broker.ReadyAsync("echo-dead-letters")).ShouldBe(0);
        (await SelectAsync("select id::text from mt_doc_dead_letter")).ShouldBeEmpty();
    }

    private Task<IReadOnlyList<string>> EchoedAsync() => SelectAsync("select data ->> 'messageId' from mt_events where type = 'echoed'");

    private async Task<IReadOnlyList<string>> SelectAsync(string sql)
    {
        await using var store = NpgsqlDataSource.Create(service.ConnectionString);
        await using var command = store.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var column = new List<string>();
        while (await reader.ReadAsync())
        {
            column.Add(reader.GetString(0));
        }

        return column;
    }

    /// <summary>Waits for a bus that has begun before it, if there is one, to consume; then the store goes away and it fails.</summary>
    private sealed class FailsAtStart(IBusControl bus, Line line) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await Eventually.TrueAsync(() => Task.FromResult(bus.CheckHealth() is { Status: BusHealthStatus.Healthy } or { Description: "Not ready: not started" }));
            line.Cut();
            throw new InvalidOperationException("This start fails.");
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
