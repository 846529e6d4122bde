namespace BusinessFocus.Local.Infrastructure;

/// <summary>Where a PostgreSQL answers.</summary>
/// <param name="Container">Its container's id; null where it is a process.</param>
/// <param name="Programs">The folder with its programs; null where it is a container.</param>
public sealed record PostgresAddress(string Host, int Port, string User, string Password, string? Container = null, string? Programs = null);

/// <summary>A PostgreSQL of our own: Debian's program on a data folder and port that nobody else uses.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "businessfocus";
    public const string SystemUser = "postgres";

    /// <summary>
    /// The same in a container. The last ones are PostgreSQL's own defaults, which Testcontainers turns off: data here are kept.
    /// </summary>
    public static IReadOnlyList<string> Settings { get; } =
    [
        "-c", "max_connections=300", "-c", "shared_buffers=256MB", "-c", "max_wal_size=4GB", "-c", "jit=off",
        "-c", "fsync=on", "-c", "full_page_writes=on", "-c", "synchronous_commit=on", .. WithoutValues,
    ];

    /// <summary>For data that are gone with the server, such as the tests': dropping one of their databases waits until all of them are on the disk.</summary>
    public static IReadOnlyList<string> SettingsOfNothingKept { get; } =
        [.. Settings, "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_wal_size=512MB"];

    /// <summary>Its log says what went wrong and not with which values: neither parameters, nor keys and rows, nor the text of statements.</summary>
    public static IReadOnlyList<string> WithoutValues =>
    [
        "-c", "log_parameter_max_length=0", "-c", "log_parameter_max_length_on_error=0", "-c", "log_error_verbosity=terse",
        "-c", "log_min_error_statement=panic",
    ];

    /// <summary>How data are made, for initdb; the same in a container, so that texts sort alike.</summary>
    public static IReadOnlyList<string> NewCluster { get; } = ["--encoding=UTF8", "--locale=C.UTF-8"];

    private PostgresServer(ServerProcess process, PostgresAddress address) => (Process, Address) = (process, address);

    public PostgresAddress Address { get; }

    public ServerProcess Process { get; }

    /// <param name="bin">The folder with PostgreSQL's programs.</param>
    public static async Task<PostgresServer> StartAsync(string bin, string folder, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        var secrets = new Secrets(Path.Combine(folder, "secrets"));
        var password = secrets.Get("postgres-password");
        var home = Path.Combine(folder, "postgres");
        var data = Path.Combine(home, "data");
        if (!File.Exists(Path.Combine(data, "PG_VERSION")))
        {
            await CreateAsync(bin, home, data, password, cancellationToken);
        }

        var port = secrets.Port("postgres-port");
        var (program, arguments) = Shell.As(
            SystemUser,
            Path.Combine(bin, "postgres"),
            ["-D", data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", .. settings]);
        var process = new ServerProcess("PostgreSQL", () =>
        {
            // Left behind by a server that was killed. PostgreSQL checks it too, but a pid may belong to somebody else now.
            File.Delete(Path.Combine(data, "postmaster.pid"));
            return Shell.StartServer(program, arguments, Path.Combine(folder, "logs", "postgres.log"));
        });
        var server = new PostgresServer(process, new PostgresAddress("127.0.0.1", port, User, password, Programs: bin));
        await server.ReadyAsync(bin, cancellationToken);
        return server;
    }

    // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients to hang up. As root our child is runuser.
    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            foreach (var child in Shell.IsRoot ? Shell.ChildrenOf(Process.Pid) : [])
            {
                await Shell.SignalAsync(child, "INT");
            }

            await Shell.SignalAsync(Process.Pid, "INT");
        }

        await Process.StopAsync(TimeSpan.FromSeconds(15));
        Process.Dispose();
    }

    private static async Task CreateAsync(string bin, string home, string data, string password, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(home);
        var passwordFile = Path.Combine(home, "initial-password");
        Secrets.Write(passwordFile, password);
        if (Shell.IsRoot)
        {
            await Shell.RunAsync("chown", ["-R", SystemUser, home], cancellationToken);
        }

        var (program, arguments) = Shell.As(
            SystemUser,
            Path.Combine(bin, "initdb"),
            ["-D", data, "-U", User, $"--pwfile={passwordFile}", "--auth=scram-sha-256", .. NewCluster]);
        await Shell.RunAsync(program, arguments, cancellationToken);
        File.Delete(passwordFile);
    }

    private async Task ReadyAsync(string bin, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (exitCode, _) = await Shell.TryRunAsync(
                Path.Combine(bin, "pg_isready"), ["-q", "-h", Address.Host, "-p", $"{Address.Port}"], cancellationToken);
            if (exitCode == 0)
            {
                return;
            }

            if (Process.HasExited)
            {
                throw new InvalidOperationException("PostgreSQL ended while it was starting; see logs/postgres.log in the data folder.");
            }

            await Task.Delay(50, cancellationToken);
        }
    }
}
