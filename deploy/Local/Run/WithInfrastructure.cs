using System.Diagnostics;
using System.Text.Json;
using BusinessFocus.Local.Infrastructure;

namespace BusinessFocus.Local.Run;

/// <summary>Runs a program, such as the tests, beside a PostgreSQL and a RabbitMQ that are gone when it ends.</summary>
public static class WithInfrastructure
{
    /// <summary>The environment variable that tells the program where the servers are.</summary>
    private const string Variable = "BUSINESSFOCUS_TEST_INFRASTRUCTURE";

    /// <summary>As shells have it for Ctrl-C.</summary>
    private const int Interrupted = 130;

    /// <summary>Where Linux has a file system in memory.</summary>
    private const string Memory = "/dev/shm";

    private const string Mounts = "/proc/self/mounts";

    private const long Gigabyte = 1L << 30;

    public static async Task<int> RunAsync(string program, string[] arguments)
    {
        var folder = NewFolder();
        using var interruption = new Interruption();
        try
        {
            await using var servers = await Servers.StartAsync(folder, Console.WriteLine, interruption.Token, PostgresServer.SettingsOfNothingKept);
            await servers.RabbitMqReady;
            var description = new { postgres = servers.Postgres, rabbitmq = servers.RabbitMq };
            var start = new ProcessStartInfo(program, arguments);
            start.Environment[Variable] = JsonSerializer.Serialize(description, JsonSerializerOptions.Web);
            start.Environment["TMPDIR"] = Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName;
            using var process = Process.Start(start)!;
            try
            {
                await process.WaitForExitAsync(interruption.Token);
                return process.ExitCode;
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return Interrupted;
            }
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return Interrupted;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// In memory where there is plenty: with each database and each queue that comes and goes, hundreds of files do, and on a disk that is half of what
    /// the servers do. What is gone at the end needs none.
    /// </summary>
    private static string NewFolder() => HasMemory()
        ? Directory.CreateDirectory(Path.Combine(Memory, $"businessfocus-{Guid.NewGuid().ToString("N")[..8]}")).FullName
        : Directory.CreateTempSubdirectory("businessfocus-").FullName;

    /// <summary>Scripts are run from there. The memory is the container's, where it has a limit.</summary>
    private static bool HasMemory() => File.Exists(Mounts)
        && File.ReadLines(Mounts).Select(line => line.Split(' ')).Any(mount => mount[1] == Memory && !mount[3].Split(',').Contains("noexec"))
        && new DriveInfo(Memory).AvailableFreeSpace > 4 * Gigabyte
        && GC.GetGCMemoryInfo().TotalAvailableMemoryBytes > 12 * Gigabyte;
}
