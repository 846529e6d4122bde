using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Hosting.Http.Bodies;

/// <summary>
/// What is wrong with a body, by field. The serializer stops at the first thing that it cannot read, and lets some through (null in
/// a list, a NUL in a text); this looks at all of the body beside the type that it should be.
/// </summary>
internal sealed class BodyFaults
{
    /// <summary>Where what is wrong is no field's.</summary>
    public const string Whole = "body";

    private const char Nul = '\0';

    private readonly Dictionary<string, string[]> faults = [];
    private readonly List<BodyPath> takenBack = [];
    private readonly JsonSerializerOptions options;

    private BodyFaults(JsonSerializerOptions options) => this.options = options;

    /// <summary>By field; empty when nothing is found.</summary>
    public IDictionary<string, string[]> ByField => faults;

    /// <summary>The members that we sent and that nobody can change: they may come back, and are ignored.</summary>
    public IReadOnlyList<BodyPath> TakenBack => takenBack;

    /// <param name="view">What we sent; null where nothing comes back.</param>
    public static BodyFaults In(ReadOnlyMemory<byte> body, Type type, JsonSerializerOptions options, Type? view)
    {
        var found = new BodyFaults(options);
        if (body.IsEmpty)
        {
            found.Add(BodyPath.Root, Expected.Missing(Expected.Of(type)));
            return found;
        }

        if (!Utf8.IsValid(body.Span))
        {
            found.Add(BodyPath.Root, Languages.Choose("Innehållet är inte UTF-8.", "The content is not UTF-8."));
            return found;
        }

        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = options.MaxDepth });
            found.Look(document.RootElement, options.GetTypeInfo(type), view is null ? null : options.GetTypeInfo(view), BodyPath.Root, mayBeNull: false);
        }
        catch (JsonException broken)
        {
            found.Add(BodyPath.Root, NoJson(broken));
        }
        catch (InvalidOperationException)
        {
            // A name with half of a pair of surrogates.
            found.Add(BodyPath.Root, Languages.Choose("Ett namn kan inte läsas.", "A name cannot be read."));
        }

        return found;
    }

    /// <summary>What the serializer said, where nothing else was found.</summary>
    public static IDictionary<string, string[]> Of(JsonException exception) => new Dictionary<string, string[]>
    {
        [exception.Path is ['$', '.', .. var path] ? path : Whole] = [Languages.Choose("Värdet kan inte läsas.", "The value cannot be read.")],
    };

    private static string NoJson(JsonException broken)
    {
        var (line, place) = (broken.LineNumber + 1 ?? 1, broken.BytePositionInLine + 1 ?? 1);
        return Languages.Choose($"Det är inte hel JSON: fel på rad {line}, tecken {place}.", $"Not whole JSON: an error in line {line}, at byte {place}.");
    }

    private void Add(BodyPath at, string text) => faults[at.IsRoot ? Whole : at.ToString()] = [text];

    /// <param name="view">What we sent there.</param>
    private void Look(JsonElement value, JsonTypeInfo type, JsonTypeInfo? view, BodyPath at, bool mayBeNull)
    {
        if (typeof(IReadByItself).IsAssignableFrom(type.Type))
        {
            return;
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!mayBeNull)
            {
                Add(at, Expected.Wrong(Expected.Of(type.Type), "null"));
            }

            return;
        }

        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when value.ValueKind == JsonValueKind.Object:
                LookAtMembers(value, type, view, at);
                break;
            case JsonTypeInfoKind.Enumerable when value.ValueKind == JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    Look(item, options.GetTypeInfo(type.ElementType!), ElementOf(view, options), at.Item(index++), IsNullable(type.ElementType!));
                }

                break;
            case JsonTypeInfoKind.Dictionary when value.ValueKind == JsonValueKind.Object:
                foreach (var entry in value.EnumerateObject())
                {
                    LookAtKey(entry.Name, type.KeyType!, at.Member(entry.Name));
                    Look(entry.Value, options.GetTypeInfo(type.ElementType!), ElementOf(view, options), at.Member(entry.Name), IsNullable(type.ElementType!));
                }

                break;
            case JsonTypeInfoKind.None:
                LookAtValue(value, type, at);
                break;
            default:
                Add(at, Expected.Wrong(type.Kind == JsonTypeInfoKind.Enumerable ? Languages.Choose("en lista", "a list") : Expected.Object(), Expected.Came(value)));
                break;
        }
    }

    private void LookAtMembers(JsonElement value, JsonTypeInfo type, JsonTypeInfo? view, BodyPath at)
    {
        var (known, sent) = (MembersOf(type), MembersOf(view));
        var given = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in value.EnumerateObject())
        {
            if (!given.Add(member.Name))
            {
                Add(at.Member(member.Name), Languages.Choose("Står två gånger.", "Given twice."));
            }
            else if (known.TryGetValue(member.Name, out var property))
            {
                var before = sent.TryGetValue(member.Name, out var own) ? options.GetTypeInfo(own.PropertyType) : null;
                Look(member.Value, options.GetTypeInfo(property.PropertyType), before, at.Member(property.Name), property.IsSetNullable && MayBeNull(property));
            }
            else if (sent.ContainsKey(member.Name))
            {
                takenBack.Add(at.Member(member.Name));
            }
            else
            {
                Add(at.Member(member.Name), Unknown(known.Keys));
            }
        }

        foreach (var missing in known.Values.Where(property => property.IsRequired && !given.Contains(property.Name)))
        {
            Add(at.Member(missing.Name), Expected.Missing(Expected.Of(missing.PropertyType)));
        }
    }

    private void LookAtValue(JsonElement value, JsonTypeInfo type, BodyPath at)
    {
        try
        {
            if (value.Deserialize(type) is string text && text.Contains(Nul, StringComparison.Ordinal))
            {
                Add(at, Validation.ControlCharacters());
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException or NotSupportedException or ArgumentException)
        {
            Add(at, Expected.Wrong(Expected.Of(type.Type), Expected.Came(value)));
        }
    }

    private void LookAtKey(string key, Type type, BodyPath at)
    {
        if (key.Contains(Nul, StringComparison.Ordinal))
        {
            Add(at, Validation.ControlCharacters());
        }
        else if (type.IsEnum && !Enum.GetNames(type).Contains(key, StringComparer.OrdinalIgnoreCase))
        {
            Add(at, Unknown(Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)));
        }
    }

    private static string Unknown(IEnumerable<string> known)
    {
        var names = string.Join(", ", known);
        return Languages.Choose($"Okänt fält. Det som finns: {names}.", $"Unknown field. There are: {names}.");
    }

    private static bool MayBeNull(JsonPropertyInfo property) => !property.PropertyType.IsValueType || IsNullable(property.PropertyType);

    /// <summary>Nothing in a list or a map may be null, unless it is a value type that says so.</summary>
    private static bool IsNullable(Type type) => Nullable.GetUnderlyingType(type) is not null;

    private static JsonTypeInfo? ElementOf(JsonTypeInfo? view, JsonSerializerOptions options) =>
        view?.ElementType is { } element ? options.GetTypeInfo(element) : null;

    private static Dictionary<string, JsonPropertyInfo> MembersOf(JsonTypeInfo? type) =>
        (type?.Properties ?? []).ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
}
