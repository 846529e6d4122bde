using System.Collections.Concurrent;
using System.Diagnostics;

namespace BusinessFocus.Load;

/// <param name="Shares">Which process took how many cores.</param>
public sealed record RushResult(double PerSecond, double P50, double P99, int Failed, string Shares);

/// <summary>Clients that register one after the other for a while, on kept connections, through the gateway.</summary>
public static class Rush
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static async Task<RushResult> RunAsync(Festival festival, int activities, int clients, TimeSpan duration)
    {
        var ids = await festival.PlanAsync(activities, capacity: 100_000);
        await LoopAsync(festival, ids, clients, WarmUp);
        return await LoopAsync(festival, ids, clients, duration);
    }

    private static async Task<RushResult> LoopAsync(Festival festival, IReadOnlyList<string> ids, int clients, TimeSpan duration)
    {
        var times = new ConcurrentBag<double>();
        var failed = 0;
        var shares = CpuShares.Start(festival);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            for (var i = client; clock.Elapsed < duration; i += clients)
            {
                var start = Stopwatch.GetTimestamp();
                if (!await festival.IsRegisteredAsync(ids[i % ids.Count]))
                {
                    Interlocked.Increment(ref failed);
                }
                else
                {
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        })));
        var sorted = times.Order().ToList();
        return new RushResult(sorted.Count / clock.Elapsed.TotalSeconds, sorted[sorted.Count / 2], sorted[sorted.Count * 99 / 100], failed, shares.ToString());
    }
}
