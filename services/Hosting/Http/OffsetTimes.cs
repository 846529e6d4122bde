using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusinessFocus.Hosting.Http;

/// <summary>Times in JSON: ISO 8601 with offset. Without one it would mean the time zone of whichever machine reads it.</summary>
public sealed class OffsetTimes : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) && HasOffset(reader.GetString()!)
            ? time
            : throw new JsonException("A time is ISO 8601 with offset.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    private static bool HasOffset(string text)
    {
        var time = text.IndexOf('T', StringComparison.Ordinal);
        return time > 0 && text.AsSpan(time).ContainsAny('Z', '+', '-');
    }
}
