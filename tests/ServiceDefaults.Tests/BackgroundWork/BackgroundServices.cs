using BusinessFocus.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.BackgroundWork;

/// <summary>A background service that knows nothing of outages does not end with one; and what else it fails of ends the service.</summary>
public sealed class BackgroundServices
{
    [Fact]
    public async Task One_that_the_store_left_is_started_again_until_the_store_is_back()
    {
        await using var line = new Line(Servers.Current.Postgres.Host, Servers.Current.Postgres.Port);
        line.Cut();
        var through = new NpgsqlConnectionStringBuilder(Servers.Current.Database("postgres")) { Host = $"{line.Here.Address}", Port = line.Here.Port };
        var asks = new Asks(through.ConnectionString);
        await using var service = await RunningService.StartAsync<Program>("background", configure: services => services.AddSingleton<IHostedService>(asks));

        await Eventually.TrueAsync(() => Task.FromResult(line.Refused > 1));
        line.Mend();

        await asks.Answered.WaitAsync(Eventually.Patience);
        service.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_fails_for_another_reason_stops_the_service()
    {
        var breaks = new Breaks();
        await using var service = await RunningService.StartAsync<Program>("background", configure: services => services.AddSingleton<IHostedService>(breaks));
        var stopping = service.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

        breaks.Now.SetResult();

        await Eventually.TrueAsync(() => Task.FromResult(stopping.IsCancellationRequested));
    }

    private sealed class Asks(string connectionString) : BackgroundService
    {
        private readonly TaskCompletionSource answered = new();

        public Task Answered => answered.Task;

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(stoppingToken);
            answered.SetResult();
        }
    }

    private sealed class Breaks : BackgroundService
    {
        public TaskCompletionSource Now { get; } = new();

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Now.Task.WaitAsync(stoppingToken);
            throw new InvalidOperationException("It breaks.");
        }
    }
}
