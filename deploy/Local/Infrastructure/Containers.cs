using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using Microsoft.Extensions.Logging.Abstractions;
using Testcontainers.PostgreSql;
using Testcontainers.RabbitMq;

namespace BusinessFocus.Local.Infrastructure;

/// <summary>PostgreSQL and RabbitMQ in containers of a Docker engine. Same settings, same behaviour as Debian's packages.</summary>
/// <param name="find">The engine.</param>
/// <param name="settings">PostgreSQL's; null for those of data that are kept.</param>
public sealed class Containers(Func<CancellationToken, Task<Engine>> find, IReadOnlyList<string>? settings = null) : IServerSource
{
    private const string User = "businessfocus";
    private const string PostgresImage = "postgres:17";
    private const string RabbitMqImage = "rabbitmq:4";

    /// <summary>As the tags of the images say.</summary>
    private static readonly ServerVersions Versions = new(17, 4);

    private const string PostgresData = "/var/lib/postgresql/data";
    private const string RabbitMqData = "/var/lib/rabbitmq";

    /// <summary>Marks the containers of a data folder, so that those of a launcher that was killed can be found.</summary>
    private const string Label = "businessfocus.data";

    /// <summary>An engine that is wedged answers some calls and hangs at others.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Fetch = TimeSpan.FromMinutes(10);

    private Engine? found;

    public async Task<ServerVersions> PrepareAsync(ServerVersions? made, Action<string> log, CancellationToken cancellationToken)
    {
        found = await find(cancellationToken);
        return Versions;
    }

    public async Task<Servers> StartAsync(string folder, Action<string> log, CancellationToken cancellationToken)
    {
        var engine = found ?? throw new InvalidOperationException("It is prepared first.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            limit.CancelAfter(Look);
            await RemoveAsync(engine, folder, limit.Token);
            var missing = await MissingAsync(engine, limit.Token);
            limit.CancelAfter(missing.Count == 0 ? Start : Fetch);
            if (missing.Count > 0)
            {
                log($"fetching {string.Join(" and ", missing)}");
            }

            var secrets = new Secrets(Path.Combine(folder, "secrets"));
            var postgres = StartPostgresAsync(engine, folder, secrets, settings ?? PostgresServer.Settings, limit.Token);
            var rabbitMq = StartRabbitMqAsync(engine, folder, secrets, limit.Token);
            if (await Task.WhenAny(postgres, rabbitMq) is { IsCompletedSuccessfully: false } failed)
            {
                // The other one is of no use alone, and what it says when it is stopped is not why.
                await limit.CancelAsync();
                await Task.WhenAll(postgres, rabbitMq).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await failed;
            }

            await Task.WhenAll(postgres, rabbitMq);
            var (database, databaseContainer) = await postgres;
            var (broker, brokerContainer) = await rabbitMq;
            log("PostgreSQL and RabbitMQ in containers");
            IReadOnlyList<ContainerServer> servers =
                [new("PostgreSQL", engine.Client, databaseContainer), new("RabbitMQ", engine.Client, brokerContainer)];
            return new Servers(database, broker, Task.CompletedTask, servers, servers, new GivenBack(engine, folder));
        }
        catch (Exception failure)
        {
            await TryRemoveAsync(engine, folder);
            var why = Engine.WhyNot(failure, engine.Endpoint.Endpoint);
            engine.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new ServersUnavailableException(why, failure);
        }
    }

    /// <summary>Removes what a launcher that was killed has left on a data folder.</summary>
    public static async Task RemoveAsync(Engine engine, string folder, CancellationToken cancellationToken)
    {
        var found = await engine.Client.Containers.ListContainersAsync(
            new ContainersListParameters
            {
                All = true,
                Filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [$"{Label}={folder}"] = true } },
            },
            cancellationToken);
        foreach (var container in found)
        {
            await engine.Client.Containers.RemoveContainerAsync(container.ID, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, cancellationToken);
        }
    }

    private static async Task TryRemoveAsync(Engine engine, string folder)
    {
        using var limit = new CancellationTokenSource(Look);
        try
        {
            await RemoveAsync(engine, folder, limit.Token);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The engine is gone or hangs, and why is told already. The resource reaper removes them when this process has ended.
        }
    }

    private static async Task<IReadOnlyList<string>> MissingAsync(Engine engine, CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        foreach (var image in (string[])[PostgresImage, RabbitMqImage])
        {
            try
            {
                await engine.Client.Images.InspectImageAsync(image, cancellationToken);
            }
            catch (DockerImageNotFoundException)
            {
                missing.Add(image);
            }
        }

        return missing;
    }

    private static async Task<(PostgresAddress Address, IContainer Container)> StartPostgresAsync(
        Engine engine, string folder, Secrets secrets, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        var password = secrets.Get("postgres-password");

        // A port of our own choice, because one that the engine chooses is another one after each restart.
        var container = new PostgreSqlBuilder(PostgresImage)
            .WithDockerEndpoint(engine.Endpoint)
            .WithLogger(NullLogger.Instance)
            .WithLabel(Label, folder)
            .WithUsername(User)
            .WithPassword(password)
            .WithEnvironment("POSTGRES_INITDB_ARGS", string.Join(' ', PostgresServer.NewCluster))
            .WithCommand([.. settings])
            .WithPortBinding(secrets.Port("postgres-port"), PostgreSqlBuilder.PostgreSqlPort)
            .WithBindMount(Directory.CreateDirectory(Path.Combine(folder, "postgres")).FullName, PostgresData)
            .Build();
        await container.StartAsync(cancellationToken);
        return (
            new PostgresAddress(container.Hostname, container.GetMappedPublicPort(PostgreSqlBuilder.PostgreSqlPort), User, password, container.Id),
            container);
    }

    private static async Task<(RabbitMqAddress Address, IContainer Container)> StartRabbitMqAsync(
        Engine engine, string folder, Secrets secrets, CancellationToken cancellationToken)
    {
        var password = secrets.Get("rabbitmq-password");
        var container = new RabbitMqBuilder(RabbitMqImage)
            .WithDockerEndpoint(engine.Endpoint)
            .WithLogger(NullLogger.Instance)
            .WithLabel(Label, folder)
            .WithUsername(User)
            .WithPassword(password)
            .WithHostname("businessfocus")
            .WithPortBinding(secrets.Port("rabbitmq-port"), RabbitMqBuilder.RabbitMqPort)
            .WithBindMount(Directory.CreateDirectory(Path.Combine(folder, "rabbitmq")).FullName, RabbitMqData)
            .Build();
        await container.StartAsync(cancellationToken);

        // RabbitMQ 4 drops a message that came back 20 times, as after crashes of its consumer: here it stays, as in docker-compose.yml.
        await container.ExecAsync(
            ["rabbitmqctl", "-q", "set_policy", "no-delivery-limit", ".*", """{"delivery-limit":-1}""", "--apply-to", "quorum_queues"], cancellationToken);

        var definitions = Convert.ToBase64String(Encoding.UTF8.GetBytes(BrokerUsers.Definitions(secrets)));
        var imported = await container.ExecAsync(["sh", "-c", $"echo {definitions} | base64 -d | rabbitmqctl -q import_definitions"], cancellationToken);
        if (imported.ExitCode != 0)
        {
            throw new InvalidOperationException($"RabbitMQ does not take its users: {imported.Stderr}");
        }

        var control = Path.Combine(folder, "rabbitmqctl");
        await Shell.WriteScriptAsync(control, $"exec docker exec {container.Id} rabbitmqctl \"$@\"", cancellationToken);
        var evaluate = Path.Combine(folder, "rabbitmq-evaluate");
        var command = RabbitMqAddress.EvaluateCommand("rabbit@businessfocus", $"{RabbitMqData}/.erlang.cookie");
        await Shell.WriteScriptAsync(
            evaluate,
            $$"""exec docker exec -i {{container.Id}} sh -c 'if type erl_call >/dev/null; then exec {{command}}; fi; echo "{ok, $(rabbitmqctl eval "$(cat)")}"'""",
            cancellationToken);
        return (
            new RabbitMqAddress(container.Hostname, container.GetMappedPublicPort(RabbitMqBuilder.RabbitMqPort), User, password, control, evaluate, container.Id),
            container);
    }

    /// <summary>A server in a container. It is started again by us, because an engine does not start again what was killed through it.</summary>
    private sealed class ContainerServer(string name, IDockerClient client, IContainer container) : IRunning, IAsyncDisposable
    {
        public string Name => name;

        public async Task<long> EndAsync(CancellationToken cancellationToken) =>
            (await client.Containers.WaitContainerAsync(container.Id, cancellationToken)).StatusCode;

        public Task StartAgainAsync(CancellationToken cancellationToken) =>
            client.Containers.StartContainerAsync(container.Id, new ContainerStartParameters(), cancellationToken);

        public async ValueTask DisposeAsync()
        {
            // In order, before it is removed: removing kills. And by us: Testcontainers does not where its resource reaper is turned off.
            await container.StopAsync();
            await client.Containers.RemoveContainerAsync(container.Id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true });
            await container.DisposeAsync();
        }
    }

    /// <summary>
    /// The images' users own what they wrote; at the end it goes back to whoever runs this, who could not remove it otherwise. Root can.
    /// </summary>
    private sealed class GivenBack(Engine engine, string folder) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            using var _ = engine;
            if (Shell.IsRoot)
            {
                return;
            }

            await using var container = new ContainerBuilder(PostgresImage)
                .WithDockerEndpoint(engine.Endpoint)
                .WithLogger(NullLogger.Instance)
                .WithLabel(Label, folder)
                .WithBindMount(folder, "/folder")
                .WithEntrypoint("chown")
                .WithCommand("-R", "--reference=/folder/secrets", "/folder/postgres", "/folder/rabbitmq")
                .Build();
            await container.StartAsync();
            await container.GetExitCodeAsync();
            await RemoveAsync(engine, folder, CancellationToken.None);
        }
    }
}
