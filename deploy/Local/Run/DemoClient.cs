using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace BusinessFocus.Local.Run;

/// <summary>The interface as one of the demo's clients uses it. What is refused ends the demo, with what was asked and answered.</summary>
public sealed class DemoClient(HttpClient http) : IDisposable
{
    /// <summary>How much is asked at a time: more would only wait in the services.</summary>
    public static ParallelOptions Together(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = 6, CancellationToken = cancellationToken };

    /// <summary>How often it is asked whether a service has heard of something.</summary>
    private const int Attempts = 1800;

    private const int Repeats = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <param name="client">By name, as run.json has it.</param>
    public static async Task<DemoClient> SignInAsync(RunFile run, string client, CancellationToken cancellationToken)
    {
        var http = new HttpClient { BaseAddress = new Uri(run.Gateway) };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = run.Clients[client].Id,
            ["client_secret"] = run.Clients[client].Secret,
        });
        using var answer = await http.PostAsync("/connect/token", form, cancellationToken);
        var token = await ReadAsync($"sign in as {client}", answer, cancellationToken);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token["access_token"]!.GetValue<string>());
        return new DemoClient(http);
    }

    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync($"/api/v1{path}", cancellationToken);
        return await ReadAsync($"read {path}", answer, cancellationToken);
    }

    /// <summary>Null for what is not there, or not yet.</summary>
    public async Task<JsonNode?> FindAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync($"/api/v1{path}", cancellationToken);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync($"read {path}", answer, cancellationToken);
    }

    /// <summary>A whole list; the demo has none that is longer.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string path, CancellationToken cancellationToken) =>
        [.. (await GetAsync($"{path}?limit=200", cancellationToken))["items"]!.AsArray().Select(item => item!.AsObject())];

    public Task<JsonNode> PostAsync(string path, object? body, CancellationToken cancellationToken) => SendAsync(HttpMethod.Post, path, () => Json(body), cancellationToken);

    public Task<JsonNode> PutAsync(string path, object body, CancellationToken cancellationToken) => SendAsync(HttpMethod.Put, path, () => Json(body), cancellationToken);

    public Task<JsonNode> SendFileAsync(HttpMethod method, string path, string csv, CancellationToken cancellationToken) =>
        SendAsync(method, path, () => new StringContent(csv, new MediaTypeHeaderValue("text/csv") { CharSet = "utf-8" }), cancellationToken);

    /// <summary>Null where it conflicts with what is there: then that stays.</summary>
    public async Task<JsonNode?> TryPostAsync(string path, object? body, CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(HttpMethod.Post, path, () => Json(body), cancellationToken);
        return answer.StatusCode == HttpStatusCode.Conflict ? null : await ReadAsync($"post {path}", answer, cancellationToken);
    }

    /// <summary>What is asked for, where the interface takes it; null where it does not fit what somebody has changed since the demo was made.</summary>
    public async Task<JsonNode?> UnlessRefusedAsync(Func<DemoClient, Task<JsonNode>> ask)
    {
        try
        {
            return await ask(this);
        }
        catch (DemoRefusedException)
        {
            return null;
        }
    }

    /// <summary>Asks until a service has heard of what another one has decided.</summary>
    public static async Task<JsonNode> UntilAsync(Func<Task<JsonNode?>> ask, string what, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            await Task.Delay(Pause, cancellationToken);
        }

        throw new InvalidOperationException($"The demo waited for {what} for {Attempts * Pause.TotalSeconds:0} s.");
    }

    public void Dispose() => http.Dispose();

    private static JsonContent? Json(object? body) => body is null ? null : JsonContent.Create(body);

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, Func<HttpContent?> content, CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(method, path, content, cancellationToken);
        return await ReadAsync($"{method.Method.ToLowerInvariant()} {path}", answer, cancellationToken);
    }

    /// <summary>Once more where somebody else was first, as the answer says, or a service is busy.</summary>
    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, Func<HttpContent?> content, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, $"/api/v1{path}") { Content = content() };
            var answer = await http.SendAsync(request, cancellationToken);
            var again = answer.StatusCode == HttpStatusCode.ServiceUnavailable
                || (answer.StatusCode == HttpStatusCode.Conflict && (await answer.Content.ReadAsStringAsync(cancellationToken)).Contains("problem:conflict\"", StringComparison.Ordinal));
            if (!again || attempt == Repeats)
            {
                return answer;
            }

            answer.Dispose();
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static async Task<JsonNode> ReadAsync(string step, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? (text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!)
            : answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity
                ? throw new DemoRefusedException($"The demo could not {step}: {(int)answer.StatusCode} {text}")
                : throw new InvalidOperationException($"The demo could not {step}: {(int)answer.StatusCode} {text}");
    }
}

/// <summary>The interface answers and says no to what the demo sends.</summary>
public sealed class DemoRefusedException(string message) : InvalidOperationException(message);
