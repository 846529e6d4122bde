using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusinessFocus.Hosting.Http.Bodies;

/// <summary>
/// An element of a list in a body where one that cannot be read spoils nothing but itself. In the interface's description it is a
/// <typeparamref name="T"/>.
/// </summary>
/// <param name="Value">Null where it cannot be read.</param>
/// <param name="Faults">Why it cannot, by field; empty where it can.</param>
/// <param name="Raw">As it came.</param>
[JsonConverter(typeof(ReadByItselfConverter))]
public sealed record ReadByItself<T>(T? Value, IDictionary<string, string[]> Faults, JsonElement Raw) : IReadByItself where T : class;

/// <summary>Tells those that look at types which ones are read so.</summary>
internal interface IReadByItself;

/// <summary>Makes the converter for what is read by itself.</summary>
public sealed class ReadByItselfConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeof(IReadByItself).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<ReadByItself<T>> where T : class
    {
        /// <summary>A null is one that cannot be read.</summary>
        public override bool HandleNull => true;

        public override ReadByItself<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var raw = JsonElement.ParseValue(ref reader);
            var faults = BodyFaults.In(Encoding.UTF8.GetBytes(raw.GetRawText()), typeof(T), options, view: null).ByField;
            try
            {
                return new ReadByItself<T>(faults.Count == 0 ? raw.Deserialize<T>(options) : null, faults, raw);
            }
            catch (JsonException unreadable)
            {
                return new ReadByItself<T>(null, BodyFaults.Of(unreadable), raw);
            }
        }

        public override void Write(Utf8JsonWriter writer, ReadByItself<T> value, JsonSerializerOptions options) => value.Raw.WriteTo(writer);
    }
}
