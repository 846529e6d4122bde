using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Manifest;

namespace BusinessFocus.Local.Run;

/// <summary>The services' processes.</summary>
/// <param name="telemetry">Where they send traces, metrics and logs by OTLP; null leaves that to the environment.</param>
public sealed class ServiceProcesses(string data, string? telemetry = null) : IAsyncDisposable
{
    /// <summary>Marks a process as started for a data folder.</summary>
    public const string DataVariable = "BUSINESSFOCUS_DATA";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<(string Service, string Url, ServerProcess Process)> running = [];

    public IReadOnlyDictionary<string, RunningServices> Description => running
        .GroupBy(each => each.Service)
        .ToDictionary(group => group.Key, group => new RunningServices(group.First().Url, group.Select(each => each.Url).ToList(), group.Select(each => each.Process.Pid).ToList()));

    public IEnumerable<ServerProcess> Processes => running.Select(each => each.Process);

    public IEnumerable<string> UrlsOf(string service) => running.Where(each => each.Service == service).Select(each => each.Url);

    public void Start(Service service, string url, IReadOnlyDictionary<string, string> environment)
    {
        var program = Path.Combine(Repository.Root, "services", service.Project, "bin", "Release", "net10.0", $"BusinessFocus.{service.Project}.dll");
        if (!File.Exists(program))
        {
            throw new InvalidOperationException($"{program} is missing: build the solution (dotnet build -c Release).");
        }

        var all = new Dictionary<string, string>(environment)
        {
            [DataVariable] = data,
            ["ASPNETCORE_URLS"] = url,
            ["DOTNET_gcServer"] = "0",
            // Memory is given back to the machine: several services share it.
            ["DOTNET_GCConserveMemory"] = "5",
        };
        if (telemetry is not null)
        {
            all["OTEL_EXPORTER_OTLP_ENDPOINT"] = telemetry;
        }

        running.Add((service.Name, url, new ServerProcess(service.Name, () => Shell.StartServer("dotnet", [program], LogOf(service.Name), all))));
    }

    /// <summary>Waits until every service says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">A service ended; the message has the end of its log.</exception>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var unready = running.ToList();
        while (unready.Count > 0)
        {
            if (running.FirstOrDefault(each => each.Process.HasExited) is { Service: { } ended })
            {
                var log = await File.ReadAllLinesAsync(LogOf(ended), cancellationToken);
                throw new InvalidOperationException($"{ended} ended while it was starting:\n{string.Join('\n', log.TakeLast(20))}");
            }

            if (await IsReadyAsync(http, unready[0].Url, cancellationToken))
            {
                unready.RemoveAt(0);
            }
            else if (limit.IsCancellationRequested)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new InvalidOperationException($"{unready[0].Service} is not ready after {Patience.TotalSeconds:0} s; see {LogOf(unready[0].Service)}");
            }
            else
            {
                await Task.Delay(50, cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The gateway first, so that nobody is sent to a service that is going.
        foreach (var wave in running.GroupBy(each => each.Service == "gateway").OrderByDescending(group => group.Key))
        {
            await Task.WhenAll(wave.Select(each => each.Process.StopAsync(TimeSpan.FromSeconds(15))));
        }
    }

    private string LogOf(string service) => Path.Combine(data, "logs", $"{service}.log");

    private static async Task<bool> IsReadyAsync(HttpClient http, string url, CancellationToken cancellationToken)
    {
        try
        {
            return (await http.GetAsync($"{url}/health/ready", cancellationToken)).IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
