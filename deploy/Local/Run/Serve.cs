using System.Diagnostics;
using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Manifest;

namespace BusinessFocus.Local.Run;

/// <summary>What <c>./run</c> does: servers, services, the demo edition, and then it waits to be stopped.</summary>
public static class Serve
{
    /// <summary>Who gets tokens: an organiser, an operator, whoever stands at a door, and the associations.</summary>
    public static IReadOnlyList<string> ClientNames { get; } = [.. ServiceEnvironment.Staff, "foretagarna", "naringsliv"];

    /// <summary>The others ask it for its public keys.</summary>
    private const string Identity = "identity";

    private const string Web = "web";

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var clock = Stopwatch.StartNew();
        void Log(string step) => Console.WriteLine($"{clock.Elapsed.TotalSeconds,6:0.0} s  {step}");

        using var interruption = new Interruption();
        try
        {
            var options = Options.Parse(arguments);
            await RunAsync(options, Log, interruption.Token);
            return 0;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            Log("stopped");
            return 0;
        }
    }

    private static async Task RunAsync(Options options, Action<string> log, CancellationToken cancellationToken)
    {
        var data = options.Data;
        if (RunFile.LauncherOf(data) is { } launcher)
        {
            throw new InvalidOperationException($"It runs already on {data} (process {launcher}). Stop it with ./run --stop --data {data}");
        }

        // Before the port is looked at: they may still hold it.
        await Leftovers.StopAsync(data, cancellationToken);
        if (Ports.WhyNot(options.Port) is { } why)
        {
            throw new InvalidOperationException($"Port {options.Port} {why}; choose another one with --port.");
        }

        Directory.CreateDirectory(data);
        await using var servers = await Servers.StartAsync(data, log, cancellationToken);
        log($"PostgreSQL at {servers.Postgres.Host}:{servers.Postgres.Port}");
        var secrets = new Secrets(Path.Combine(data, "secrets"));
        await PostgresRoles.GiveAsync(servers.Postgres, secrets, cancellationToken);
        await using var mail = await Mail.StartAsync(data, log);
        await using var dashboard = options.Look ? Dashboard.Start(data, secrets, log) : null;
        await using var services = new ServiceProcesses(data, dashboard?.Receiver);
        var clients = Clients(data);
        var gatewayUrl = $"http://127.0.0.1:{options.Port}";

        // For people, whose browsers have no passkeys at an IP address.
        var publicUrl = $"http://localhost:{options.Port}";
        var environment = new ServiceEnvironment(data, publicUrl, servers.Postgres, servers.RabbitMq, mail.Address, secrets.Get);
        foreach (var service in Service.WithStore)
        {
            for (var i = 0; i < options.InstancesOf(service.Name); i++)
            {
                services.Start(
                    service,
                    $"http://127.0.0.1:{FreePort.Next()}",
                    service.Name == Identity ? environment.OfIdentity(clients) : environment.Of(service.Name, services.UrlsOf(Identity).First()));
            }
        }

        // The pages ask the gateway, and are asked by it.
        services.Start(Service.All.Single(service => service.Name == Web), $"http://127.0.0.1:{FreePort.Next()}", environment.OfWeb(gatewayUrl));
        var gateway = Service.All.Single(service => service.Name == "gateway");
        for (var i = 0; i < options.InstancesOf(gateway.Name); i++)
        {
            // The first one is where everybody looks; where the others are stands in run.json.
            services.Start(
                gateway,
                i == 0 ? gatewayUrl : $"http://127.0.0.1:{FreePort.Next()}",
                environment.OfGateway(Service.WithStore.ToDictionary(service => service.Name, service => services.UrlsOf(service.Name)), services.UrlsOf(Web).Single()));
        }

        log("services are starting");
        var run = new RunFile(
            gatewayUrl, servers.Postgres, servers.RabbitMq, mail.Address, mail.Folder, services.Description, clients, Environment.ProcessId);
        run.Write(data);
        try
        {
            await servers.RabbitMqReady;
            log($"RabbitMQ at {servers.RabbitMq.Host}:{servers.RabbitMq.Port}");
            await services.ReadyAsync(cancellationToken);
            log("services are ready");
            if (options.Demo)
            {
                await new Demo(run, Repository.Root, log, TimeProvider.System).LoadAsync(cancellationToken);
            }

            Console.WriteLine(ReadyMessage.Of(publicUrl, data, mail.Folder, mail.Page, dashboard?.Url, options.Demo, DemoNow.At(DateTimeOffset.UtcNow).Slug));
            var writing = new Lock();
            await Task.WhenAll(servers.Running.Concat(services.Processes).Select(process => process.KeepRunningAsync(log, Describe, cancellationToken)));

            void Describe()
            {
                lock (writing)
                {
                    (run with { Services = services.Description }).Write(data);
                }
            }
        }
        finally
        {
            RunFile.Remove(data);
        }
    }

    private static Dictionary<string, Client> Clients(string data)
    {
        var secrets = new Secrets(Path.Combine(data, "secrets"));
        return ClientNames.ToDictionary(name => name, name => new Client(name, secrets.Get($"client-{name}")));
    }
}
