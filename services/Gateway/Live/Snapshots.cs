using BusinessFocus.Contracts;
using BusinessFocus.Gateway.Routing;

namespace BusinessFocus.Gateway.Live;

/// <summary>
/// The seats of an edition for those who begin to listen. Each is read after its asker has joined: a change that the asker was too late to
/// hear of is in it. However many come at once, one reading is under way, and one is shared by all who came meanwhile.
/// </summary>
public sealed class Snapshots(ServiceAddresses addresses, IHttpClientFactory clients)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();

    /// <summary>By edition, where one is being read: the one after it, as soon as somebody waits for that.</summary>
    private readonly Dictionary<EditionId, TaskCompletionSource<LiveEvent?>?> underWay = [];

    /// <returns>Null where Registration does not answer.</returns>
    public Task<LiveEvent?> ReadAsync(EditionId edition)
    {
        lock (gate)
        {
            var asked = new TaskCompletionSource<LiveEvent?>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (underWay.TryGetValue(edition, out var next))
            {
                return (underWay[edition] = next ?? asked)!.Task;
            }

            underWay[edition] = null;
            _ = ReadAllAsync(edition, asked);
            return asked.Task;
        }
    }

    private async Task ReadAllAsync(EditionId edition, TaskCompletionSource<LiveEvent?> asked)
    {
        while (true)
        {
            asked.SetResult(await FetchAsync(edition));
            lock (gate)
            {
                if (underWay[edition] is not { } next)
                {
                    underWay.Remove(edition);
                    return;
                }

                (asked, underWay[edition]) = (next, null);
            }
        }
    }

    private async Task<LiveEvent?> FetchAsync(EditionId edition)
    {
        foreach (var address in addresses.All.GetValueOrDefault("registration") ?? [])
        {
            using var limit = new CancellationTokenSource(Patience);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(address), $"/api/v1/editions/{edition}/availability"))
            {
                // Not what Registration has kept for a moment.
                Headers = { CacheControl = new() { NoCache = true } },
            };
            try
            {
                using var answer = await clients.CreateClient(ServiceHealth.Client).SendAsync(request, limit.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return LiveEvent.Availability(await answer.Content.ReadAsByteArrayAsync(limit.Token));
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
            {
                // Perhaps the next instance answers.
            }
        }

        return null;
    }
}
