using System.Buffers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace BusinessFocus.Gateway.Live;

/// <summary>Something that listeners hear.</summary>
/// <param name="Subject">What it is about: a newer one about the same takes the place of one that still waits to be sent.</param>
/// <param name="Frame">As it goes over the line; written once, however many hear it.</param>
public sealed record LiveEvent(object Subject, ReadOnlyMemory<byte> Frame)
{
    /// <summary>A comment, which says that the connection lives and nothing else.</summary>
    public static LiveEvent Heartbeat { get; } = new("heartbeat", ":\n\n"u8.ToArray());
}

/// <summary>Writes events as the interface has them: JSON, each with an id that is the same from every instance.</summary>
public sealed class LiveEventWriter(IOptions<JsonOptions> json)
{
    public async Task<LiveEvent> WriteAsync(string type, string id, object subject, object news, CancellationToken cancellationToken)
    {
        using var frame = new MemoryStream();
        await SseFormatter.WriteAsync(
            One(new SseItem<object>(news, type) { EventId = id }),
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
