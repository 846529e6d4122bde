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

    public static async Task<int> RunAsync(string program, string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("businessfocus-").FullName;
        using var interruption = new Interruption();
        try
        {
            await using var servers = await Servers.StartAsync(folder, Console.WriteLine, interruption.Token, PostgresServer.SettingsOfNothingKept);
            await servers.RabbitMqReady;
            var description = new { postgres = servers.Postgres, rabbitmq = servers.RabbitMq };
            var start = new ProcessStartInfo(program, arguments);
            start.Environment[Variable] = JsonSerializer.Serialize(description, JsonSerializerOptions.Web);
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
}
