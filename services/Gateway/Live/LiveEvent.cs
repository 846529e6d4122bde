using System.Buffers;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace BusinessFocus.Gateway.Live;

/// <summary>An event that listeners receive.</summary>
/// <param name="Subject">What it is about: a newer one about the same takes the place of one that still waits to be sent.</param>
/// <param name="Frame">As it goes over the line; written once, however many hear it.</param>
public sealed record LiveEvent(object Subject, ReadOnlyMemory<byte> Frame)
{
    /// <summary>A comment, which says that somebody listens now and nothing else.</summary>
    public static LiveEvent Hello { get; } = new("hello", ":\n\n"u8.ToArray());

    /// <summary>A comment that the connection lives. All up to the id was told, also where the listener heard nothing of it.</summary>
    public static LiveEvent Heartbeat(string id) => new("heartbeat", Encoding.ASCII.GetBytes($":\nid: {id}\n\n"));

    /// <summary>What happened meanwhile is no longer known here: it is to be read again.</summary>
    public static LiveEvent Reset(string id) => new("reset", Encoding.ASCII.GetBytes($"id: {id}\nevent: reset\ndata: {{}}\n\n"));

    /// <summary>The seats of all activities of an edition, to begin with.</summary>
    /// <param name="json">As Registration answered: one line.</param>
    public static LiveEvent Availability(byte[] json) => new("availability", (byte[])[.. "event: availability\ndata: "u8, .. json, .. "\n\n"u8]);

    public LiveEvent With(string id) => this with { Frame = (byte[])[.. Encoding.ASCII.GetBytes($"id: {id}\n"), .. Frame.Span] };
}

/// <summary>Writes events as the interface has them: JSON.</summary>
public sealed class LiveEventWriter(IOptions<JsonOptions> json)
{
    public async Task<LiveEvent> WriteAsync(string type, object subject, object news, CancellationToken cancellationToken)
    {
        using var frame = new MemoryStream();
        await SseFormatter.WriteAsync(
            One(new SseItem<object>(news, type)),
            frame,
            (item, output) => output.Write(JsonSerializer.SerializeToUtf8Bytes(item.Data, item.Data.GetType(), json.Value.SerializerOptions)),
            cancellationToken);
        return new LiveEvent(subject, frame.ToArray());
    }

    private static async IAsyncEnumerable<SseItem<object>> One(SseItem<object> item)
    {
        await Task.CompletedTask;
        yield return item;
    }
}
