using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Manifest;

namespace BusinessFocus.Faults;

/// <summary>When nothing is under way: no message, no letter, no event that waits for a relay.</summary>
public static class Quiet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <returns>What is still under way when it was waited for long enough; empty when all is quiet.</returns>
    public static async Task<IReadOnlyList<string>> ComesAsync(Festival festival)
    {
        var clock = Stopwatch.StartNew();
        var quiet = 0;
        while (true)
        {
            var busy = await BusyAsync(festival);
            quiet = busy.Count == 0 ? quiet + 1 : 0;

            // Twice in a row: what one has just finished may have begun something for another.
            if (quiet == 2 || clock.Elapsed > Patience)
            {
                return busy;
            }

            await Task.Delay(Look);
        }
    }

    private static async Task<IReadOnlyList<string>> BusyAsync(Festival festival)
    {
        try
        {
            var busy = new List<string>();
            var lag = (await (await festival.SignInAsync("operator")).GetFromJsonAsync<JsonNode>("/api/v1/operations/lag"))!["services"]!;
            busy.AddRange(Service.WithStore.Select(service => service.Name)
                .Where(service => lag[service]?["events"]?.GetValue<long>() is not 0)
                .Select(service => $"the relay of {service}: {lag[service]?.ToJsonString() ?? "no answer"}"));
            busy.AddRange((await festival.QueuesAsync())
                .Where(queue => queue.Value > 0)
                .Select(queue => $"{queue.Value} messages in {queue.Key}"));
            await using var store = festival.Store("notification");
            await using var due = store.CreateCommand("select count(*) from due_deliveries");
            if (await due.ExecuteScalarAsync() is long and > 0 and var letters)
            {
                busy.Add($"{letters} letters under way");
            }

            return busy;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or Npgsql.NpgsqlException or InvalidOperationException)
        {
            return [failure.Message];
        }
    }
}
