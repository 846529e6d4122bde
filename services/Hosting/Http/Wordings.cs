using System.Text.Json;
using System.Text.Json.Serialization;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Hosting.Http;

/// <summary>Writes what a person is told as a text, in the language of the request under way.</summary>
public sealed class Wordings : JsonConverter<Wording>
{
    public override Wording Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("What people are told is not read.");

    public override void Write(Utf8JsonWriter writer, Wording value, JsonSerializerOptions options) => writer.WriteStringValue(value.In(Languages.Current));
}
