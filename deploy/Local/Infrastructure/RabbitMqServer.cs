using System.Security.Cryptography;
using System.Text;

namespace BusinessFocus.Local.Infrastructure;

/// <summary>Where a RabbitMQ answers.</summary>
/// <param name="Control">A script that runs rabbitmqctl for this very node.</param>
/// <param name="Evaluate">
/// A script that has this very node evaluate the Erlang of its standard input, and prints the value. It costs a small part of
/// what rabbitmqctl costs, which starts an Erlang of its own each time.
/// </param>
/// <param name="Container">Its id, where it runs in one.</param>
public sealed record RabbitMqAddress(
    string Host, int Port, string User, string Password, string Control, string Evaluate, string? Container = null)
{
    /// <summary>The command by which the node of this name evaluates what it reads; two of the same name would not be let in at once.</summary>
    internal static string EvaluateCommand(string node, string cookieFile) => $"erl_call -h t$$ -c \"$(cat {cookieFile})\" -sname {node} -e";
}

/// <summary>A RabbitMQ of our own: Debian's program with a node name, folders and ports that nobody else uses.</summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    private const string User = "businessfocus";

    private const string OnLoopback = "-kernel inet_dist_use_interface {127,0,0,1}";
    public const string SystemUser = "rabbitmq";
    public const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    /// <summary>
    /// Its documents ask for this many files; with the 1,024 that a login gives, it stands still after some hundred queues have
    /// come and gone, because it still counts the files of those that went.
    /// </summary>
    private const string MoreFiles = """ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -H -n)"; exec "$@" """;

    private RabbitMqServer(ServerProcess process, RabbitMqAddress address) => (Process, Address) = (process, address);

    public RabbitMqAddress Address { get; }

    public ServerProcess Process { get; }

    /// <summary>Starts it; it is known at once where it will answer, and <see cref="ReadyAsync"/> tells when it does.</summary>
    public static async Task<RabbitMqServer> LaunchAsync(string folder, CancellationToken cancellationToken)
    {
        var secrets = new Secrets(Path.Combine(folder, "secrets"));
        var home = Path.Combine(folder, "rabbitmq");
        var port = secrets.Port("rabbitmq-port");
        var environment = Environment(home, port, secrets.Port("rabbitmq-node-port"));
        var password = secrets.Get("rabbitmq-password");

        Directory.CreateDirectory(home);
        await File.WriteAllTextAsync(Path.Combine(home, "plugins"), "[].\n", cancellationToken);
        Secrets.Write(Path.Combine(home, "rabbitmq.conf"), Configuration(port, Path.Combine(home, "definitions.json")));
        Secrets.Write(Path.Combine(home, "definitions.json"), BrokerUsers.Definitions(secrets, (User, password)));
        if (Shell.IsRoot)
        {
            await Shell.RunAsync("chown", ["-R", SystemUser, home], cancellationToken);
        }

        var control = Path.Combine(folder, "rabbitmqctl");
        await WriteControlAsync(control, environment, cancellationToken);
        var evaluate = Path.Combine(folder, "rabbitmq-evaluate");
        var command = RabbitMqAddress.EvaluateCommand(environment["RABBITMQ_NODENAME"], $"'{Path.Combine(home, ".erlang.cookie")}'");
        await Shell.WriteScriptAsync(evaluate, $"exec {command}", cancellationToken);

        var (program, arguments) = Shell.As(
            SystemUser, "env", [.. environment.Select(pair => $"{pair.Key}={pair.Value}"), "sh", "-c", MoreFiles, "sh", Program]);
        var process = new ServerProcess("RabbitMQ", () => Shell.StartServer(program, arguments, Path.Combine(folder, "logs", "rabbitmq.log")));
        return new RabbitMqServer(process, new RabbitMqAddress("127.0.0.1", port, User, password, control, evaluate));
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            await Shell.TryRunAsync(Address.Control, ["-q", "stop"], CancellationToken.None);
        }

        await Process.StopAsync(TimeSpan.FromSeconds(15));
        Process.Dispose();
    }

    private static Dictionary<string, string> Environment(string home, int port, int nodePort) => new()
    {
        ["HOME"] = home,
        ["RABBITMQ_NODENAME"] = $"bf{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(home)))[..8]}@localhost",
        ["RABBITMQ_NODE_PORT"] = $"{port}",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_DIST_PORT"] = $"{nodePort}",
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(home, "mnesia"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(home, "log"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(home, "plugins"),
        ["RABBITMQ_FEATURE_FLAGS_FILE"] = Path.Combine(home, "feature_flags"),
        ["RABBITMQ_PID_FILE"] = Path.Combine(home, "pid"),
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(home, "rabbitmq.conf"),
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        // Schedulers that spin while they wait take the little CPU there is from the services.
        // And its nodes speak to each other on this machine only.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = $"+sbwt none +sbwtdcpu none +sbwtdio none {OnLoopback}",
        ["RABBITMQ_CTL_ERL_ARGS"] = OnLoopback,
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
    };

    // Whoever reads it reads no password: the users are in the definitions, which are taken in at each boot, as hashes.
    private static string Configuration(int port, string definitions) =>
        $"""
        listeners.tcp.1 = 127.0.0.1:{port}
        load_definitions = {definitions}
        loopback_users = none

        """;

    private static async Task WriteControlAsync(
        string file, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var names = string.Join(' ', environment.Where(pair => pair.Key != "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS").Select(pair => $"{pair.Key}='{pair.Value}'"));
        var user = Shell.IsRoot ? $"runuser -u {SystemUser} -- " : "";
        await Shell.WriteScriptAsync(file, $"cd /\nexec {user}env {names} /usr/lib/rabbitmq/bin/rabbitmqctl \"$@\"", cancellationToken);
    }

    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        while (!await ListensAsync(cancellationToken))
        {
            if (Process.HasExited)
            {
                throw new InvalidOperationException("RabbitMQ ended while it was starting; see logs/rabbitmq.log in the data folder.");
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    /// <summary>Greets it as an AMQP client: a port that is open is not yet a broker that answers.</summary>
    private async Task<bool> ListensAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync(Address.Host, Address.Port, cancellationToken);
            var stream = client.GetStream();
            await stream.WriteAsync("AMQP\0\0\x09\x01"u8.ToArray(), cancellationToken);
            return await stream.ReadAsync(new byte[1], cancellationToken) == 1;
        }
        catch (Exception exception) when (exception is System.Net.Sockets.SocketException or IOException)
        {
            return false;
        }
    }
}
