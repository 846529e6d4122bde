namespace BusinessFocus.Local.Infrastructure;

/// <summary>PostgreSQL and RabbitMQ for one data folder.</summary>
/// <param name="running">What is started again when it ends by itself.</param>
/// <param name="servers">They stop at the same time.</param>
/// <param name="afterwards">What is left to do when they have stopped.</param>
public sealed class Servers(
    PostgresAddress postgres,
    RabbitMqAddress rabbitMq,
    Task rabbitMqReady,
    IReadOnlyList<IRunning> running,
    IReadOnlyList<IAsyncDisposable> servers,
    IAsyncDisposable? afterwards = null) : IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public PostgresAddress Postgres => postgres;

    /// <summary>Where RabbitMQ answers once it has booted.</summary>
    public RabbitMqAddress RabbitMq => rabbitMq;

    /// <summary>RabbitMQ takes longer to boot than PostgreSQL, and the services wait for it by themselves.</summary>
    /// <exception cref="InvalidOperationException">It ended while it was starting.</exception>
    public Task RabbitMqReady => rabbitMqReady;

    public IReadOnlyList<IRunning> Running => running;

    /// <summary>Containers where a Docker engine is of use, else Debian's packages.</summary>
    /// <exception cref="InvalidOperationException">Neither can be had, or the folder's data were made otherwise; the message says what to do.</exception>
    /// <param name="settings">PostgreSQL's; null for those of data that are kept.</param>
    public static Task<Servers> StartAsync(string folder, Action<string> log, CancellationToken cancellationToken, IReadOnlyList<string>? settings = null)
    {
        Directory.CreateDirectory(Path.Combine(folder, "logs"));
        var secrets = Directory.CreateDirectory(Path.Combine(folder, "secrets"));
        secrets.UnixFileMode = OwnerOnly;

        // For its owner alone: mail, keys and data are in it. As root the servers run as users of their own, who must be able to pass
        // through; then its folders are closed one by one, each for whose it is.
        new DirectoryInfo(folder).UnixFileMode = Shell.IsRoot ? OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : OwnerOnly;
        foreach (var inside in Shell.IsRoot ? (string[])["logs", "mail", "postgres", "rabbitmq"] : [])
        {
            Directory.CreateDirectory(Path.Combine(folder, inside)).UnixFileMode = OwnerOnly;
        }

        return new ServerSourceChoice(new Containers(Engine.FindAsync, settings), new DebianPackages(settings), ServerSourceChoice.Wanted()).StartAsync(folder, log, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
        if (afterwards is not null)
        {
            await afterwards.DisposeAsync();
        }
    }
}
