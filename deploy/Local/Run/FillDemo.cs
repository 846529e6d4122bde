using System.Diagnostics;
using BusinessFocus.Manifest;

namespace BusinessFocus.Local.Run;

/// <summary>Fills the demo into what runs already, for instance on another day or without starting anew.</summary>
public static class FillDemo
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var data = Options.Parse(arguments).Data;
        var run = RunFile.Read(data) ?? throw new InvalidOperationException($"Nothing runs on {data}.");
        var clock = Stopwatch.StartNew();
        using var interruption = new Interruption();
        await new Demo(run, Repository.Root, step => Console.WriteLine($"{clock.Elapsed.TotalSeconds,6:0.0} s  {step}"), TimeProvider.System).LoadAsync(interruption.Token);
        Console.WriteLine($"{clock.Elapsed.TotalSeconds,6:0.0} s  the demo is there");
        return 0;
    }
}
