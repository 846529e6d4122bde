namespace BusinessFocus.Local.Infrastructure;

/// <summary>PostgreSQL and RabbitMQ for one data folder: containers where there is an engine, else Debian's programs.</summary>
public sealed class Servers(
    PostgresAddress postgres,
    RabbitMqAddress rabbitMq,
    Task rabbitMqReady,
    IReadOnlyList<ServerProcess> processes,
    IReadOnlyList<IAsyncDisposable> servers) : IAsyncDisposable
{
    public PostgresAddress Postgres => postgres;

    /// <summary>Where RabbitMQ answers once it has booted.</summary>
    public RabbitMqAddress RabbitMq => rabbitMq;

    /// <summary>RabbitMQ takes longer to boot than PostgreSQL, and the services wait for it by themselves.</summary>
    /// <exception cref="InvalidOperationException">It ended while it was starting.</exception>
    public Task RabbitMqReady => rabbitMqReady;

    /// <summary>Those that are not in containers.</summary>
    public IReadOnlyList<ServerProcess> Processes => processes;

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
            var starting = Containers.StartRabbitMqAsync(folder, cancellationToken);
            var (database, databaseContainer) = await Containers.StartPostgresAsync(folder, cancellationToken);
            var (broker, brokerContainer) = await starting;
            return new Servers(database, broker, Task.CompletedTask, [], [databaseContainer, brokerContainer]);
        }

        // One after the other where they must be installed first: apt has one lock.
        await DebianPackages.EnsureAsync("/usr/lib/rabbitmq/bin/rabbitmq-server", "rabbitmq-server", log, cancellationToken);
        await DebianPackages.EnsureAsync("/usr/lib/postgresql/*/bin/postgres", "postgresql", log, cancellationToken);
        log("PostgreSQL and RabbitMQ from Debian's packages");
        var rabbitMq = await RabbitMqServer.LaunchAsync(folder, log, cancellationToken);
        var ready = rabbitMq.ReadyAsync(cancellationToken);
        try
        {
            var postgres = await PostgresServer.StartAsync(folder, log, cancellationToken);
            return new Servers(postgres.Address, rabbitMq.Address, ready, [postgres.Process, rabbitMq.Process], [postgres, rabbitMq]);
        }
        catch
        {
            await rabbitMq.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
}
