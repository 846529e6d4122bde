using BusinessFocus.Local.Infrastructure;

namespace BusinessFocus.Local.Run;

/// <summary><c>./run --stop</c>: stops what runs on a data folder.</summary>
public static class Stop
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var data = Options.Parse(arguments).Data;
        if (RunFile.LauncherOf(data) is not { } launcher)
        {
            await Leftovers.StopAsync(data, CancellationToken.None);
            Console.WriteLine($"Nothing runs on {data}.");
            return 0;
        }

        await Shell.RunAsync("kill", ["-TERM", $"{launcher}"], CancellationToken.None);
        while (RunFile.LauncherOf(data) is not null)
        {
            await Task.Delay(100);
        }

        Console.WriteLine("stopped");
        return 0;
    }
}
