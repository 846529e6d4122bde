using System.Diagnostics;

namespace BusinessFocus.Load;

/// <param name="Gateway">Reads a second through the gateway.</param>
/// <param name="Bare">Reads a second of the same bytes from bare Kestrel.</param>
public sealed record ReadResult(double Gateway, double Bare, int Bytes);

/// <summary>Clients that read one address again and again on kept connections, in turns with the baseline.</summary>
public static class ProgrammeReads
{
    private const int Turns = 4;

    public static async Task<ReadResult> MeasureAsync(Festival festival, string path, int clients, TimeSpan duration)
    {
        var content = await festival.Anyone.GetByteArrayAsync(path);
        using var bare = await BareKestrel.StartAsync(content);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 });
        var turn = duration / Turns;
        var (gateway, baseline) = (0.0, 0.0);
        await LoopAsync(festival.Anyone, path, clients, turn);
        await LoopAsync(http, bare.File.ToString(), clients, turn);
        for (var i = 0; i < Turns; i++)
        {
            baseline += await LoopAsync(http, bare.File.ToString(), clients, turn) / Turns;
            gateway += await LoopAsync(festival.Anyone, path, clients, turn) / Turns;
        }

        return new ReadResult(gateway, baseline, content.Length);
    }

    private static async Task<double> LoopAsync(HttpClient http, string path, int clients, TimeSpan duration)
    {
        var reads = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed < duration)
            {
                using var answer = await http.GetAsync(path);
                answer.EnsureSuccessStatusCode();
                await answer.Content.CopyToAsync(Stream.Null);
                Interlocked.Increment(ref reads);
            }
        })));
        return reads / clock.Elapsed.TotalSeconds;
    }
}
