using System.Diagnostics;
using System.Globalization;
using BusinessFocus.Manifest;

namespace BusinessFocus.Faults;

/// <summary>Kills with -9 what is running, one after the other at random; <c>./run</c> starts it again.</summary>
/// <param name="stops">Whether services are told to stop every other time.</param>
public sealed class Chaos(Festival festival, Random random, bool stops, Action<string> log)
{
    /// <summary>How often each comes, among all; a service that is not named here comes too.</summary>
    private static readonly Dictionary<string, int> Weights = new()
    {
        ["notification"] = 4,
        ["registration"] = 3,
        ["scheduling"] = 2,
        ["feedback"] = 1,
        ["gateway"] = 2,
    };

    private static readonly (string Target, int Weight)[] Targets =
    [
        .. Weights.Select(each => (each.Key, each.Value)),
        .. Service.All.Where(service => !Weights.ContainsKey(service.Name)).Select(service => (service.Name, 1)),
        ("mail server", 4),
        ("RabbitMQ", 2),
        ("PostgreSQL", 2),
    ];

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    private const string RunningSince = "{{.State.Running}} {{.State.StartedAt}}";

    private readonly Dictionary<string, int> killed = [];
    private readonly Dictionary<string, Task> away = [];

    /// <summary>How often each was killed.</summary>
    public IReadOnlyDictionary<string, int> Killed => killed;

    public async Task KillOneAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(random.Next(200, 1500), cancellationToken);
        var target = Choose();
        if (away.TryGetValue(target, out var returning))
        {
            // Only what runs can be killed.
            await returning;
        }

        if (target is "notification" or "mail server")
        {
            await MailComesAsync(cancellationToken);
        }

        var turn = killed.GetValueOrDefault(target);
        var signal = stops && turn % 2 == 1 && target is not ("mail server" or "RabbitMQ" or "PostgreSQL") ? "-TERM" : "-9";
        log($"kill {signal} {target}");
        away[target] = target switch
        {
            "mail server" => festival.Mail.KillAsync(TimeSpan.FromMilliseconds(random.Next(0, 4000))),
            "RabbitMQ" => KillServerAsync("rabbitmq", Broker, signal, cancellationToken),
            "PostgreSQL" => KillServerAsync("postgres", Postgres, signal, cancellationToken),
            _ => KillServiceAsync(target, turn, signal, cancellationToken),
        };
        killed[target] = turn + 1;
        await Task.Delay(random.Next(200, 1500), cancellationToken);
    }

    /// <summary>Until all that was killed runs again.</summary>
    public Task ReturnAsync() => Task.WhenAll(away.Values);

    /// <summary>In the middle of a conversation, if there is one soon: that is when it hurts.</summary>
    private async Task MailComesAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var before = festival.Mail.Received();
        while (festival.Mail.Received() == before && clock.Elapsed < LongestWait)
        {
            await Task.Delay(1, cancellationToken);
        }
    }

    private async Task KillServiceAsync(string service, int turn, string signal, CancellationToken cancellationToken)
    {
        await KillAsync(() => [InstanceOf(service, turn)], signal, cancellationToken);

        // What is starting yet has nothing to lose.
        await festival.AnswersAsync(service, cancellationToken);
    }

    private Task KillServerAsync(string server, Func<IReadOnlyList<int>> processes, string signal, CancellationToken cancellationToken) =>
        festival.Description()[server]!["container"]?.GetValue<string>() is { } container
            ? KillContainerAsync(container, cancellationToken)
            : KillAsync(processes, signal, cancellationToken);

    /// <summary>With its first process the kernel kills all that is in a container. Waits until it runs again.</summary>
    private static async Task KillContainerAsync(string container, CancellationToken cancellationToken)
    {
        var before = await Festival.OutputAsync("docker", "inspect", "--format", RunningSince, container);
        await Festival.OutputAsync("docker", "kill", "--signal", "KILL", container);
        while (await Festival.OutputAsync("docker", "inspect", "--format", RunningSince, container) is var now
            && (now == before || !now.StartsWith("true", StringComparison.Ordinal)))
        {
            await Task.Delay(100, cancellationToken);
        }
    }

    private string Choose()
    {
        var at = random.Next(Targets.Sum(each => each.Weight));
        return Targets.First(each => (at -= each.Weight) < 0).Target;
    }

    /// <summary>Kills these processes and waits until there are others in their place.</summary>
    private static async Task KillAsync(Func<IReadOnlyList<int>> processes, string signal, CancellationToken cancellationToken)
    {
        var before = processes();
        using var kill = Process.Start("kill", [signal, .. before.Select(pid => $"{pid}")]);
        await kill.WaitForExitAsync(cancellationToken);

        while (processes() is var now && (now.Count == 0 || now.Any(before.Contains)))
        {
            await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>Each instance of a service has its turn.</summary>
    private int InstanceOf(string service, int turn)
    {
        var pids = festival.Description()["services"]![service]!["pids"]!.AsArray();
        return pids[turn % pids.Count]!.GetValue<int>();
    }

    private IReadOnlyList<int> Broker() => [.. Running().Where(each => each.Name == "beam.smp" && each.CommandLine.Contains($"-home\0{festival.Data}/rabbitmq\0", StringComparison.Ordinal)).Select(each => each.Pid)];

    /// <summary>The postmaster and, as its children would otherwise finish what they are at, those too.</summary>
    private IReadOnlyList<int> Postgres()
    {
        var postmasters = Running().Where(each => each.Name == "postgres" && each.CommandLine.Contains($"-D\0{festival.Data}/postgres/data\0", StringComparison.Ordinal)).Select(each => each.Pid).ToList();
        return [.. postmasters, .. Running().Where(each => postmasters.Contains(each.Parent)).Select(each => each.Pid)];
    }

    private static List<(int Pid, int Parent, string Name, string CommandLine)> Running()
    {
        var running = new List<(int, int, string, string)>();
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid))
            {
                continue;
            }

            try
            {
                // proc(5): the name stands in parentheses, and the parent is the second field after it.
                var stat = File.ReadAllText($"{folder}/stat");
                var name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..stat.LastIndexOf(')')];
                var parent = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
                running.Add((pid, parent, name, File.ReadAllText($"{folder}/cmdline")));
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }
        }

        return running;
    }
}
