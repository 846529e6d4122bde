namespace BusinessFocus.Local.Infrastructure;

/// <summary>PostgreSQL and RabbitMQ for one data folder: containers where there is an engine, else Debian's programs.</summary>
public sealed class Servers(PostgresAddress postgres, IAsyncDisposable postgresServer, Task<(RabbitMqAddress Address, IAsyncDisposable Server)> rabbitMq)
    : IAsyncDisposable
{
    public PostgresAddress Postgres => postgres;

    /// <summary>RabbitMQ takes longer to start, and what depends on it can wait for it by itself.</summary>
    public async Task<RabbitMqAddress> RabbitMqAsync() => (await rabbitMq).Address;

    public static async Task<Servers> StartAsync(string folder, Action<string> log, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(folder, "logs"));
        var secrets = Directory.CreateDirectory(Path.Combine(folder, "secrets"));
        secrets.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

        // The servers run as users of their own, who must be able to pass through the folder.
        var root = new DirectoryInfo(folder);
        root.UnixFileMode |= UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

        if (await Containers.AreAvailableAsync(cancellationToken))
        {
            log("PostgreSQL and RabbitMQ in containers");
            var broker = Containers.StartRabbitMqAsync(folder, cancellationToken);
            var (address, container) = await Containers.StartPostgresAsync(folder, cancellationToken);
            return new Servers(address, container, broker);
        }

        // One after the other where they must be installed first: apt has one lock.
        await DebianPackages.EnsureAsync("/usr/lib/rabbitmq/bin/rabbitmq-server", "rabbitmq-server", log, cancellationToken);
        await DebianPackages.EnsureAsync("/usr/lib/postgresql/*/bin/postgres", "postgresql", log, cancellationToken);
        log("PostgreSQL and RabbitMQ from Debian's packages");
        var rabbitMq = StartRabbitMqAsync();
        var postgres = await PostgresServer.StartAsync(folder, log, cancellationToken);
        return new Servers(postgres.Address, postgres, rabbitMq);

        async Task<(RabbitMqAddress, IAsyncDisposable)> StartRabbitMqAsync()
        {
            var server = await RabbitMqServer.StartAsync(folder, log, cancellationToken);
            return (server.Address, server);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(postgresServer.DisposeAsync().AsTask(), StopRabbitMqAsync());

        async Task StopRabbitMqAsync()
        {
            try
            {
                await (await rabbitMq).Server.DisposeAsync();
            }
            catch (Exception exception) when (exception is InvalidOperationException or OperationCanceledException)
            {
                // It never started: there is nothing to stop.
            }
        }
    }
}
