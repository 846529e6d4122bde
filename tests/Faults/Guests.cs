using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace BusinessFocus.Faults;

/// <summary>A registration as it was answered.</summary>
/// <param name="Token">The manage token; null where the answer came to a repeat, which no longer gets it.</param>
public sealed record Registered(Guid Id, Guid Activity, string? Token)
{
    public bool IsCancelled { get; init; }
}

/// <summary>
/// People who register, some of whom cancel again by their link. Whoever gets no answer asks again under the same
/// Idempotency-Key until there is one, as every careful client does; where there are several gateways, of each in turn.
/// </summary>
public sealed class Guests(IReadOnlyList<HttpClient> gateways, IReadOnlyList<Guid> activities, int count, int seed) : IDisposable
{
    private const int AtOnce = 16;
    private const int OneOfSoManyCancels = 7;
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim mayCome = new(0);
    private readonly ConcurrentBag<Registered> registered = [];
    private readonly ConcurrentBag<string> refused = [];
    private int next;
    private int repeats;

    public IReadOnlyCollection<Registered> Registered => registered;

    /// <summary>Answers that nobody should get.</summary>
    public IReadOnlyCollection<string> Refused => refused;

    /// <summary>Requests that were made again.</summary>
    public int Repeats => repeats;

    /// <summary>Lets so many more come.</summary>
    public void Let(int more) => mayCome.Release(more);

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => ComeAsync(cancellationToken), cancellationToken)));

    public void Dispose() => mayCome.Dispose();

    private async Task ComeAsync(CancellationToken cancellationToken)
    {
        while (Interlocked.Increment(ref next) is var guest && guest <= count)
        {
            await mayCome.WaitAsync(cancellationToken);
            var random = new Random(unchecked((seed * 397) ^ guest));
            var activity = activities[guest % activities.Count];
            var body = $$$"""{"contact":{"name":"Gäst {{{guest}}}","email":"guest{{{guest}}}@faults.example"},"seats":{{{random.Next(1, 4)}}},"consent":true}""";
            var answer = await UntilAnsweredAsync(HttpMethod.Post, $"/api/v1/activities/{activity}/registrations", body, cancellationToken);
            if (answer is not { Status: HttpStatusCode.Created or HttpStatusCode.OK })
            {
                refused.Add($"guest {guest}: {answer.Status} {answer.Text}");
                continue;
            }

            var json = JsonNode.Parse(answer.Text)!;
            var one = new Registered(json["id"]!.GetValue<Guid>(), activity, json["manageToken"]?.GetValue<string>());
            if (one.Token is not null && guest % OneOfSoManyCancels == 0)
            {
                answer = await UntilAnsweredAsync(HttpMethod.Delete, $"/api/v1/registrations/{one.Id}?token={one.Token}", null, cancellationToken);
                one = one with { IsCancelled = answer.Status == HttpStatusCode.NoContent };
                if (!one.IsCancelled)
                {
                    refused.Add($"guest {guest} cancels: {answer.Status} {answer.Text}");
                }
            }

            registered.Add(one);
        }
    }

    private async Task<(HttpStatusCode Status, string Text)> UntilAnsweredAsync(HttpMethod method, string path, string? body, CancellationToken cancellationToken)
    {
        var key = Guid.NewGuid().ToString();
        for (var attempt = Random.Shared.Next(gateways.Count); ; attempt++)
        {
            try
            {
                using var request = new HttpRequestMessage(method, path) { Headers = { { "Idempotency-Key", key } } };
                request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await gateways[attempt % gateways.Count].SendAsync(request, cancellationToken);
                if (answer.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError))
                {
                    return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // Nobody knows what became of it: asked again.
            }

            Interlocked.Increment(ref repeats);
            await Task.Delay(Again, cancellationToken);
        }
    }
}
