using System.Text.Json;
using System.Text.Json.Serialization;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Hosting.Http;

/// <summary>Reads every text of a request as a person sees it: names, titles, answers, keys of maps. What is written stays as it is.</summary>
public sealed class VisibleTexts : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? VisibleText.Of(reader.GetString()!)
            : throw new JsonException("A text was expected.");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        VisibleText.Of(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}
