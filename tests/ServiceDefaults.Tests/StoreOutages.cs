using System.Net;
using System.Net.Sockets;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.EchoService;
using BusinessFocus.Testing;
using Marten;
using Npgsql;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests;

/// <summary>A store that is away for longer than any retry lasts.</summary>
public sealed class StoreOutages
{
    /// <summary>The retries of a message, with those of Marten in each, are over long before.</summary>
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_message_waits_for_a_store_that_is_away_and_is_taken_in_when_it_is_back()
    {
        await using var line = new Line(Servers.Current.Postgres);
        var database = $"test_outage_{Guid.NewGuid():N}";
        var store = new NpgsqlConnectionStringBuilder(Servers.Current.Database(database)) { Host = $"{IPAddress.Loopback}", Port = line.Port }.ConnectionString;
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
            (await Servers.Current.QueuesAsync(service.VirtualHost)).Keys.ShouldNotContain(queue => queue.EndsWith("_error", StringComparison.Ordinal));
        }

        await Servers.Current.DropDatabaseAsync(database);
    }

    /// <summary>The way to PostgreSQL, which can be cut: who is connected is hung up on, and nobody else gets through.</summary>
    private sealed class Line : IAsyncDisposable
    {
        private readonly PostgresAddress to;
        private readonly List<TcpClient> open = [];
        private readonly Task accepting;
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private bool isCut;

        public Line(PostgresAddress to)
        {
            this.to = to;
            listener.Start();
            accepting = AcceptAsync();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public void Cut()
        {
            lock (open)
            {
                isCut = true;
                open.ForEach(client => client.Dispose());
                open.Clear();
            }
        }

        public void Mend()
        {
            lock (open)
            {
                isCut = false;
            }
        }

        public async ValueTask DisposeAsync()
        {
            listener.Dispose();
            await accepting;
            Cut();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    _ = ConnectAsync(await listener.AcceptTcpClientAsync());
                }
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
                // Disposed.
            }
        }

        private async Task ConnectAsync(TcpClient client)
        {
            using var server = new TcpClient();
            using var _ = client;
            lock (open)
            {
                if (isCut)
                {
                    return;
                }

                open.AddRange([client, server]);
            }

            try
            {
                await server.ConnectAsync(to.Host, to.Port);
                var (here, there) = (client.GetStream(), server.GetStream());
                await Task.WhenAny(here.CopyToAsync(there), there.CopyToAsync(here));
            }
            catch (Exception gone) when (gone is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                // One of them hung up.
            }
        }
    }
}
