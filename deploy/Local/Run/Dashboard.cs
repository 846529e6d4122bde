using BusinessFocus.Local.Infrastructure;

namespace BusinessFocus.Local.Run;

/// <summary>
/// Where traces, metrics and logs can be looked at: the Aspire Dashboard, a program of 125 MB that is fetched from NuGet when it is asked
/// for. Nothing waits for it: until it listens, what the services send it is dropped.
/// </summary>
public sealed class Dashboard : IAsyncDisposable
{
    private const string Package = "Aspire.Dashboard.Sdk.linux-x64";
    private const string Version = "13.6.5";

    private readonly CancellationTokenSource stopping = new();
    private readonly string data;
    private readonly Action<string> log;
    private readonly Task running;

    private Dashboard(string data, int port, int receiver, Action<string> log)
    {
        this.data = data;
        this.log = log;
        Url = $"http://localhost:{port}";
        Receiver = $"http://127.0.0.1:{receiver}";
        running = RunAsync();
    }

    public string Url { get; }

    /// <summary>Where services send to, by OTLP.</summary>
    public string Receiver { get; }

    public static Dashboard Start(string data, Secrets secrets, Action<string> log) => new(data, secrets.Port("dashboard-port"), secrets.Port("otlp-port"), log);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            var program = await FetchAsync(stopping.Token);
            using var process = Shell.StartServer(program, [], Path.Combine(data, "logs", "dashboard.log"), new Dictionary<string, string>
            {
                [ServiceProcesses.DataVariable] = data,
                ["ASPNETCORE_URLS"] = Url,
                ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = Receiver,
                ["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"] = "true",
            });
            log($"traces at {Url}");
            try
            {
                await Task.Delay(Timeout.Infinite, stopping.Token);
            }
            finally
            {
                await Shell.StopAsync(process, TimeSpan.FromSeconds(5));
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            log($"no traces to look at: {failure.Message}");
        }
    }

    /// <summary>By NuGet, which keeps it where it keeps all packages.</summary>
    private async Task<string> FetchAsync(CancellationToken cancellationToken)
    {
        var root = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var program = Path.Combine(root, Package.ToLowerInvariant(), Version, "tools", "Aspire.Dashboard");
        if (!File.Exists(program))
        {
            log($"fetching {Package} {Version} (125 MB); all else goes on");
            var project = Path.Combine(data, "look", "Look.csproj");
            Directory.CreateDirectory(Path.GetDirectoryName(project)!);
            await File.WriteAllTextAsync(
                project,
                $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally></PropertyGroup>
                  <ItemGroup><PackageDownload Include="{Package}" Version="[{Version}]" /></ItemGroup>
                </Project>
                """,
                cancellationToken);

            // Of its own: what holds for the repository's projects does not for this one.
            foreach (var props in (string[])["Directory.Build.props", "Directory.Packages.props"])
            {
                await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(project)!, props), "<Project />", cancellationToken);
            }

            await Shell.RunAsync("dotnet", ["restore", project, "--nologo", "-v", "quiet"], cancellationToken);
        }

        if (!File.Exists(program))
        {
            throw new InvalidOperationException($"{program} is not there after the restore.");
        }

        // Packages do not keep that a file is a program.
        File.SetUnixFileMode(program, File.GetUnixFileMode(program) | UnixFileMode.UserExecute);
        return program;
    }
}
