using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using BusinessFocus.Testing;
using Shouldly;

namespace BusinessFocus.Gateway.Tests.Live;

/// <summary>Somebody who listens, and keeps what they heard.</summary>
internal sealed class LiveStream : IAsyncDisposable
{
    private readonly HttpResponseMessage response;
    private readonly ConcurrentQueue<SseItem<string>> heard = [];
    private readonly CancellationTokenSource end = new();
    private readonly SseParser<string> parser;
    private readonly Task reading;

    private LiveStream(HttpResponseMessage response, Stream events)
    {
        this.response = response;
        parser = SseParser.Create(events);
        reading = ReadAsync();
    }

    /// <summary>What a browser would send after a break.</summary>
    public string LastEventId => parser.LastEventId;

    /// <summary>Done when the gateway has ended it.</summary>
    public Task Ended => reading;

    public IReadOnlyList<SseItem<string>> Heard => [.. heard];

    /// <summary>When it returns, whatever happens is heard.</summary>
    /// <param name="lastEventId">What was heard before a break.</param>
    public static async Task<LiveStream> OpenAsync(HttpClient http, string query, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/live" + query);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var events = await response.Content.ReadAsStreamAsync();

        // The comment that comes at once, after it has joined the audience.
        var comment = new byte[3];
        await events.ReadExactlyAsync(comment);
        comment.ShouldBe(":\n\n"u8.ToArray());
        return new LiveStream(response, events);
    }

    public async Task<JsonNode> NextAsync(string type, Func<JsonNode, bool>? matching = null, TimeSpan? within = null) => await Eventually.ValueAsync(
        () => Task.FromResult(heard.Where(item => item.EventType == type).Select(item => JsonNode.Parse(item.Data)!).FirstOrDefault(news => matching is null || matching(news))),
        within,
        $"an event {type}; heard: {string.Join(", ", heard.Select(item => item.EventType))}");

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await reading;
        response.Dispose();
        end.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var item in parser.EnumerateAsync(end.Token))
            {
                heard.Enqueue(item);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException)
        {
        }
    }
}
