using BusinessFocus.Local.Infrastructure;

namespace BusinessFocus.Local.Run;

/// <summary><c>./run --stop</c>: stops what runs on a data folder.</summary>
public static class Stop
{
    /// <returns>0 when something runs on the data folder, which is said.</returns>
    public static int IsRunning(IReadOnlyList<string> arguments)
    {
        var data = Options.Parse(arguments).Data;
        if (RunFile.LauncherOf(data) is not { } launcher)
        {
            return 1;
        }

        Console.Error.WriteLine($"It runs already on {data} (process {launcher}). Stop it with ./run --stop --data {data}");
        return 0;
    }

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var data = Options.Parse(arguments).Data;
        if (RunFile.LauncherOf(data) is not { } launcher)
        {
            await Leftovers.StopAsync(data, CancellationToken.None);
            Console.WriteLine($"Nothing runs on {data}.");
            return 0;
        }

        await Shell.SignalAsync(launcher, "TERM");
        while (Leftovers.IsOurs(launcher, "BusinessFocus.Local"))
        {
            await Task.Delay(100);
        }

        Console.WriteLine("stopped");
        return 0;
    }
}
