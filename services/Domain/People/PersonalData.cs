using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BusinessFocus.Contracts;

namespace BusinessFocus.Domain.People;

/// <summary>
/// What of a message, and of an exception's words, an operator may see. Every text of a message is masked, whatever it says: what is
/// left is which ids, numbers, times and choices it has, as its contract declares them. What no contract declares is masked whole.
/// </summary>
public static partial class PersonalData
{
    public const string Mask = "…";

    /// <summary>A word of a name; shorter ones are in every sentence.</summary>
    private const int ShortestWord = 3;

    private const int LongestName = 100;

    private static readonly Dictionary<string, Type> Contracts = typeof(LocalizedText).Assembly.GetExportedTypes()
        .Where(type => type.Namespace is { } space && space.StartsWith("BusinessFocus.Contracts.", StringComparison.Ordinal))
        .ToLookup(type => type.Name)
        .ToDictionary(types => types.Key, types => types.First());

    /// <summary>The message in MassTransit's envelope; null where it cannot be read.</summary>
    public static JsonNode? MessageIn(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject envelope ? envelope["message"]?.DeepClone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="messageType">The contract's name.</param>
    public static JsonNode? Masked(JsonNode? message, string messageType) => Masked(message, Contracts.GetValueOrDefault(messageType));

    /// <summary>Without what the message says, and without what looks like an address or a number of somebody.</summary>
    public static string Masked(string text, JsonNode? message, string messageType) =>
        Masked(text, Texts(message, Contracts.GetValueOrDefault(messageType)));

    /// <summary>Without what looks like an address or a number of somebody.</summary>
    public static string Masked(string text) => Masked(text, []);

    /// <summary>Without these texts and the names in them, and without what looks like an address or a number of somebody.</summary>
    public static string Masked(string text, IEnumerable<string?> personal)
    {
        foreach (var each in personal.OfType<string>().SelectMany(WordsOf).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(each => each.Length))
        {
            text = Regex.Replace(text, $@"(?<!\w){Regex.Escape(each)}(?!\w)", Mask, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        }

        text = Address().Replace(text.Replace("\0", "", StringComparison.Ordinal), Mask);
        return Number().Replace(NamedGuid().Replace(text, Mask), Mask);
    }

    /// <summary>The ids that the message has, and those of the people whose addresses it has.</summary>
    public static IReadOnlyList<Guid> SubjectsOf(JsonNode? message)
    {
        var found = new HashSet<Guid>();
        foreach (var text in AllTexts(message))
        {
            if (Guid.TryParse(text, out var id))
            {
                found.Add(id);
            }
            else if (text.Contains('@', StringComparison.Ordinal) && EmailAddress.TryNormalise(text, out var address))
            {
                found.Add(ContactIds.Of(address).Value);
            }
        }

        return [.. found];
    }

    private static JsonNode? Masked(JsonNode? node, Type? type)
    {
        switch (node)
        {
            case JsonObject @object:
                return new JsonObject(@object.Select(member => KeyValuePair.Create(member.Key, Masked(member.Value, MemberOf(type, member.Key)))));
            case JsonArray array:
                return new JsonArray([.. array.Select(each => Masked(each, ElementOf(type)))]);
            case null:
                return null;
            default:
                return IsShown(type) ? node.DeepClone() : Mask;
        }
    }

    private static IEnumerable<string> Texts(JsonNode? node, Type? type) => node switch
    {
        JsonObject @object => @object.SelectMany(member => Texts(member.Value, MemberOf(type, member.Key))),
        JsonArray array => array.SelectMany(each => Texts(each, ElementOf(type))),
        JsonValue value when !IsShown(type) => [value.ToString()],
        _ => [],
    };

    private static IEnumerable<string> AllTexts(JsonNode? node) => node switch
    {
        JsonObject @object => @object.SelectMany(member => AllTexts(member.Value)),
        JsonArray array => array.SelectMany(AllTexts),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

    /// <summary>A contact's id is made of the address, and so is an account's: whoever guesses the address knows it again.</summary>
    private static bool IsShown(Type? type)
    {
        var shown = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        return shown is not null
            && shown != typeof(ContactId)
            && shown != typeof(AccountId)
            && (shown.IsEnum
                || shown == typeof(bool)
                || shown == typeof(int)
                || shown == typeof(long)
                || shown == typeof(Guid)
                || shown == typeof(DateTimeOffset)
                || shown == typeof(DateOnly)
                || shown == typeof(TimeOnly)
                || shown.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IId<>)));
    }

    private static Type? MemberOf(Type? type, string name) =>
        type?.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)?.PropertyType;

    private static Type? ElementOf(Type? type) =>
        type is { IsGenericType: true } && type.IsAssignableTo(typeof(IEnumerable)) ? type.GetGenericArguments()[^1] : null;

    private static IEnumerable<string> WordsOf(string text)
    {
        var words = text.Length <= LongestName ? text.Split([' ', '\t', '\n', '@', '.', ','], StringSplitOptions.RemoveEmptyEntries) : [];
        return words.Append(text.Trim()).Where(word => word.Length >= ShortestWord);
    }

    [GeneratedRegex(@"<?[^\s<>@""']+@[^\s<>@""']+>?")]
    private static partial Regex Address();

    /// <summary>Phone numbers, personal numbers, organisation numbers.</summary>
    [GeneratedRegex(@"(?<![\w-])\+?\d[\d \-]{5,}\d(?![\w-])")]
    private static partial Regex Number();

    /// <summary>A GUID of version 5, as contacts' ids are.</summary>
    [GeneratedRegex(@"\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-5[0-9a-fA-F]{3}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b")]
    private static partial Regex NamedGuid();
}
