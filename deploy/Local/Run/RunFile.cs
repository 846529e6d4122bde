using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Local.Infrastructure;

namespace BusinessFocus.Local.Run;

/// <param name="Url">Of the first instance.</param>
/// <param name="Urls">Of all of them.</param>
public sealed record RunningServices(string Url, IReadOnlyList<string> Urls, IReadOnlyList<int> Pids);

public sealed record Client(string Id, string Secret);

public sealed record SmtpAddress(string Host, int Port);

/// <summary>
/// What runs, for people and programs: <c>run.json</c> in the data folder. It has the passwords, so only its owner
/// reads it.
/// </summary>
/// <param name="Mail">The folder with the received mail; null when it goes to a server of the user's.</param>
/// <param name="Launcher">The pid of the program that stops everything.</param>
public sealed record RunFile(
    string Gateway,
    PostgresAddress Postgres,
    RabbitMqAddress Rabbitmq,
    SmtpAddress Smtp,
    string? Mail,
    IReadOnlyDictionary<string, RunningServices> Services,
    IReadOnlyDictionary<string, Client> Clients,
    int Launcher)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes it as a whole: whoever reads it sees the one before or this one.</summary>
    public void Write(string data)
    {
        var unfinished = PathIn(data) + ".part";
        Secrets.Write(unfinished, JsonSerializer.Serialize(this, Json) + "\n");
        File.Move(unfinished, PathIn(data), overwrite: true);
    }

    /// <summary>What runs on a data folder; null where nothing does.</summary>
    public static RunFile? Read(string data) =>
        LauncherOf(data) is null ? null : JsonSerializer.Deserialize<RunFile>(File.ReadAllText(PathIn(data)), Json);

    public static void Remove(string data) => File.Delete(PathIn(data));

    /// <summary>The pid of the launcher that runs on this data folder; null when none does.</summary>
    public static int? LauncherOf(string data)
    {
        if (!File.Exists(PathIn(data)))
        {
            return null;
        }

        var pid = JsonNode.Parse(File.ReadAllText(PathIn(data)))?["launcher"]?.GetValue<int>();
        return pid is { } id && Leftovers.IsOurs(id, "BusinessFocus.Local") ? id : null;
    }

    private static string PathIn(string data) => Path.Combine(data, "run.json");
}

/// <summary>Processes of an earlier run whose launcher was killed.</summary>
public static class Leftovers
{
    /// <summary>Whether a process is what we think it is: a pid may belong to somebody else by now.</summary>
    public static bool IsOurs(int pid, string mark)
    {
        var commandLine = $"/proc/{pid}/cmdline";
        return File.Exists(commandLine) && File.ReadAllText(commandLine).Contains(mark, StringComparison.Ordinal);
    }

    /// <summary>Stops every process that was started for this data folder.</summary>
    public static async Task StopAsync(string data, CancellationToken cancellationToken)
    {
        foreach (var folder in Directory.GetDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            var pid = int.Parse(Path.GetFileName(folder), System.Globalization.CultureInfo.InvariantCulture);
            if (pid != Environment.ProcessId && BelongsTo(folder, data))
            {
                using var process = TryGet(pid);
                process?.Kill();
                await (process?.WaitForExitAsync(cancellationToken) ?? Task.CompletedTask);
            }
        }
    }

    private static bool BelongsTo(string process, string data)
    {
        try
        {
            // By what only they have: the data folder in the environment of what we start, and PostgreSQL's own.
            var program = Path.GetFileName(new FileInfo(Path.Combine(process, "exe")).LinkTarget ?? "");
            var commandLine = File.ReadAllText(Path.Combine(process, "cmdline"));
            return program switch
            {
                "postgres" => commandLine.Contains($"-D\0{data}/postgres/data\0", StringComparison.Ordinal),
                "beam.smp" => commandLine.Contains($"-home\0{data}/rabbitmq\0", StringComparison.Ordinal),
                _ => File.ReadAllText(Path.Combine(process, "environ")).Contains($"{ServiceProcesses.DataVariable}={data}\0", StringComparison.Ordinal),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static Process? TryGet(int pid)
    {
        try
        {
            return Process.GetProcessById(pid);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
