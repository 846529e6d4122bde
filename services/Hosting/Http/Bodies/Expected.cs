using System.Collections;
using System.Text.Json;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Hosting.Http.Bodies;

/// <summary>What somebody is told who sent another value than the one that a field takes: what it takes, and what came.</summary>
internal static class Expected
{
    private const int LongestShown = 40;

    /// <summary>What a field of this type takes, as a part of a sentence.</summary>
    public static string Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            var values = string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName));
            return Languages.Choose($"ett av: {values}", $"one of: {values}");
        }

        return type == typeof(string) ? Languages.Choose("en text", "a text")
            : type != typeof(string) && typeof(IDictionary).IsAssignableFrom(type) ? Object()
            : typeof(IEnumerable).IsAssignableFrom(type) ? Languages.Choose("en lista", "a list")
            : Named(type.Name) ?? Object();
    }

    /// <summary>The same for a type that only its name is known of, in C#'s words or the framework's; null for one that is none of them.</summary>
    public static string? Named(string type) => type.Replace("Nullable<", "", StringComparison.Ordinal).TrimEnd('>', '?') switch
    {
        "string" or "String" => Languages.Choose("en text", "a text"),
        "int" or "Int32" or "long" or "Int64" or "short" or "Int16" or "byte" or "Byte" => Languages.Choose("ett heltal", "a whole number"),
        "double" or "Double" or "decimal" or "Decimal" or "float" or "Single" => Languages.Choose("ett tal", "a number"),
        "bool" or "Boolean" => Languages.Choose("true eller false", "true or false"),
        "DateTimeOffset" => Languages.Choose("en tid med tidszon, till exempel 2027-10-05T09:00:00+02:00", "a time with its offset, for example 2027-10-05T09:00:00+02:00"),
        "DateOnly" => Languages.Choose("ett datum, till exempel 2027-10-05", "a date, for example 2027-10-05"),
        "TimeOnly" => Languages.Choose("ett klockslag, till exempel 09:30:00", "a time of day, for example 09:30:00"),
        "Uri" => Languages.Choose("en adress, till exempel https://lerum.example", "an address, for example https://lerum.example"),
        "Guid" => Id(),
        var name when name.EndsWith("Id", StringComparison.Ordinal) => Id(),
        _ => null,
    };

    public static string Object() => Languages.Choose("ett objekt", "an object");

    /// <summary>What came, as a part of a sentence.</summary>
    public static string Came(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Quoted(TextOf(value)),
        JsonValueKind.Object => Object(),
        JsonValueKind.Array => Languages.Choose("en lista", "a list"),
        _ => Shortened(value.GetRawText()),
    };

    public static string Quoted(string text) => $"\"{Shortened(text)}\"";

    public static string Missing(string expected) => Languages.Choose($"Saknas: {expected} behövs.", $"Missing: {expected} is needed.");

    public static string Wrong(string expected, string came) =>
        Languages.Choose($"{Capital(expected)} väntades, men det kom {came}.", $"Expected {expected}, but got {came}.");

    private static string Id() => Languages.Choose("ett id (UUID)", "an id (UUID)");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Shortened(string text)
    {
        var shown = text.Length <= LongestShown ? text : text[..(char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown)] + "…";
        return string.Concat(shown.Select(character => char.IsControl(character) ? ' ' : character));
    }

    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a pair of surrogates.
            return value.GetRawText().Trim('"');
        }
    }
}
