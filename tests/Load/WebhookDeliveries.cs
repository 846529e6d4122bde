using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.Load;

/// <summary>
/// How many deliveries a second Notification makes to one webhook of a receiver on this machine, each signed, sent and recorded. The services have to be
/// started with <c>Webhooks__AllowPrivate=true</c>.
/// </summary>
public static class WebhookDeliveries
{
    private const int Deliveries = 2_000;

    public static async Task<double> MeasureAsync(Festival festival)
    {
        var arrived = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        await using var receiver = builder.Build();
        receiver.MapPost("/hook", () =>
        {
            Interlocked.Increment(ref arrived);
            return Results.NoContent();
        });
        await receiver.StartAsync();
        var answer = await festival.Organiser.PostAsJsonAsync(
            "/api/v1/webhooks", new { url = $"{receiver.Urls.First()}/hook", types = new[] { "activity.changed" }, email = "drift@hook.example" });
        var webhook = $"/api/v1/webhooks/{(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["webhook"]!["id"]}";
        await Parallel.ForAsync(0, Deliveries, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, cancellationToken) =>
            (await festival.Organiser.PostAsync($"{webhook}/test", null, cancellationToken)).EnsureSuccessStatusCode());
        await ArrivedAsync(Deliveries);

        var start = Stopwatch.GetTimestamp();
        (await festival.Organiser.PostAsJsonAsync($"{webhook}/resend", new { from = DateTimeOffset.UtcNow.AddHours(-1), delivered = true })).EnsureSuccessStatusCode();
        await ArrivedAsync(2 * Deliveries);
        var perSecond = Deliveries / Stopwatch.GetElapsedTime(start).TotalSeconds;
        (await festival.Organiser.DeleteAsync(webhook)).EnsureSuccessStatusCode();
        return perSecond;

        async Task ArrivedAsync(int count)
        {
            while (Volatile.Read(ref arrived) < count)
            {
                await Task.Delay(5);
            }
        }
    }
}
