using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Shouldly;

namespace BusinessFocus.Testing;

/// <summary>What holds of every service when it starts and stops.</summary>
public static class StartsAndStops
{
    /// <summary>What an outage ends with is tried again after pauses of seconds.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    /// <summary>When the last hosted service starts the bus has not begun, and when the first one stops it has ended.</summary>
    public static async Task TheBusStartsLastAndStopsFirstAsync<TProgram>(string service, IReadOnlyDictionary<string, string?>? settings = null)
        where TProgram : class
    {
        var seen = new List<(string When, string? Bus)>();
        await using (var running = await RunningService.StartAsync<TProgram>(service, settings, services =>
        {
            services.Insert(0, ServiceDescriptor.Singleton<IHostedService>(provider => new Witness("first", provider.GetRequiredService<IBusControl>(), seen)));
            services.AddSingleton<IHostedService>(provider => new Witness("last", provider.GetRequiredService<IBusControl>(), seen));
        }))
        {
            // One that is stopped while it still starts has nothing to stop.
            await running.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Long);
            await running.StopAsync();
        }

        // It is told to stop by two, the test's host and the program's.
        seen.Distinct().ShouldBe(
        [
            ("first starts", "Not ready: not started"),
            ("last starts", "Not ready: not started"),
            ("last stops", "Not ready: stopped"),
            ("first stops", "Not ready: stopped"),
        ]);
    }

    /// <summary>A store that is away when a service starts, or goes away again while it does, or while it runs, is waited for.</summary>
    public static async Task AStoreThatIsAwayIsWaitedForAsync<TProgram>(string service, IReadOnlyDictionary<string, string?>? settings = null)
        where TProgram : class
    {
        await using var line = new Line(Servers.Current.Postgres.Host, Servers.Current.Postgres.Port);
        var database = $"test_{service}_away_{Guid.NewGuid():N}";
        var through = new NpgsqlConnectionStringBuilder(Servers.Current.Database(database)) { Host = $"{line.Here.Address}", Port = line.Here.Port };
        await using var first = await RunningService.StartAsync<TProgram>(service, settings);
        await first.StopAsync();
        var all = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>()) { ["ConnectionStrings:Store"] = through.ConnectionString };
        for (var connections = 0; connections < 4; connections++)
        {
            line.CutAfter(connections);
            var refused = line.Refused;
            var start = Task.Run(() => first.StartAnotherAsync<TProgram>(all));
            await Eventually.TrueAsync(() => Task.FromResult(start.IsCompleted || line.Refused > refused + 3), Long, "the start meets the outage");
            line.Mend();
            await using var running = await start;
            await GoesOnAsync(running, line);
        }

        await Servers.Current.DropDatabaseAsync(database);
    }

    private static async Task GoesOnAsync(RunningService running, Line line)
    {
        var refused = line.Refused;
        line.Cut();
        await Eventually.TrueAsync(() => Task.FromResult(line.Refused > refused + 10), Long, "the running service meets the outage");
        line.Mend();
        await Eventually.TrueAsync(async () => (await running.Http.GetAsync("/health/ready")).IsSuccessStatusCode, Long);
        running.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested.ShouldBeFalse();
    }

    private sealed class Witness(string name, IBusControl bus, List<(string When, string? Bus)> seen) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            seen.Add(($"{name} starts", bus.CheckHealth().Description));
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            seen.Add(($"{name} stops", bus.CheckHealth().Description));
            return Task.CompletedTask;
        }
    }
}
