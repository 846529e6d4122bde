namespace BusinessFocus.Load;

/// <summary>Registrations that come at a steady rate, whatever the answers take, until it is disposed of.</summary>
public sealed class SteadyStream : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource end = new();
    private readonly Task running;

    private SteadyStream(Festival festival, IReadOnlyList<string> activities, int perSecond) => running = RunAsync(festival, activities, perSecond);

    public static async Task<SteadyStream> StartAsync(Festival festival, int perSecond) =>
        new(festival, await festival.PlanAsync(activities: 200, capacity: 100_000), perSecond);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await running;
        end.Dispose();
    }

    private async Task RunAsync(Festival festival, IReadOnlyList<string> activities, int perSecond)
    {
        using var timer = new PeriodicTimer(Beat);
        var asked = new List<Task>();
        var next = 0;
        while (!end.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            for (var i = 0; i < perSecond * Beat.TotalSeconds; i++)
            {
                asked.Add(festival.IsRegisteredAsync(activities[next++ % activities.Count]));
            }

            asked.RemoveAll(each => each.IsCompleted);
        }

        await Task.WhenAll(asked);
    }
}
