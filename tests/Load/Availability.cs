using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace BusinessFocus.Load;

/// <param name="Kept">As front ends ask: the gateway may have it.</param>
/// <param name="Anew">With <c>no-cache</c>, so that Registration looks each time, while people register.</param>
/// <param name="Plain">Bytes of the whole programme.</param>
/// <param name="Brotli">The same, compressed.</param>
public sealed record AvailabilityResult(Latency Kept, Latency Anew, int Bytes, int Plain, int Gzip, int Brotli);

/// <summary>The seats of a programme of 300 activities in one call, one at a time, while others register; and how large the programme is.</summary>
public static class Availability
{
    private const int Activities = 300;
    private const int Requests = 1_000;

    public static async Task<AvailabilityResult> MeasureAsync(Festival festival)
    {
        var activities = await festival.PlanAsync(Activities, capacity: 10_000);
        var activity = (await festival.Anyone.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activities[0]}"))!;
        var path = $"/api/v1/editions/{activity["editionId"]}";
        using var end = new CancellationTokenSource();
        var others = Task.Run(async () =>
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                await festival.IsRegisteredAsync(activities[i % activities.Count]);
                await Task.Delay(10, CancellationToken.None);
            }
        });
        var kept = await TimeAsync(festival.Anyone, $"{path}/availability", isNew: false);
        var anew = await TimeAsync(festival.Anyone, $"{path}/availability", isNew: true);
        await end.CancelAsync();
        await others;
        var bytes = (await festival.Anyone.GetByteArrayAsync($"{path}/availability")).Length;
        return new AvailabilityResult(kept, anew, bytes, await SizeAsync(festival, path, null), await SizeAsync(festival, path, "gzip"), await SizeAsync(festival, path, "br"));
    }

    private static async Task<Latency> TimeAsync(HttpClient http, string path, bool isNew)
    {
        var times = new List<double>();
        for (var i = -Requests / 10; i < Requests; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.CacheControl = new CacheControlHeaderValue { NoCache = isNew };
            var start = Stopwatch.GetTimestamp();
            using var answer = await http.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            await answer.Content.CopyToAsync(Stream.Null);
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        times.Sort();
        return new Latency(times[times.Count / 2], times[times.Count * 99 / 100]);
    }

    private static async Task<int> SizeAsync(Festival festival, string path, string? coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{path}/programme");
        if (coding is not null)
        {
            request.Headers.AcceptEncoding.ParseAdd(coding);
        }

        using var answer = await festival.Anyone.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length;
    }
}
