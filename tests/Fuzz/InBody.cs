using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BusinessFocus.Fuzz;

/// <summary>In the body.</summary>
public static class InBody
{
    public static readonly Func<Attempt, Random, string?>[] All =
    [
        AwkwardText, AwkwardText, AnotherType, AnotherType, NullSomewhere, NullInList, Missing, Unknown, UnknownWord, ExtremeNumber, TimeWithoutOffset, ExtremeTime,
        LongText, Deep, LoneSurrogate, TwiceTheProperty, ManyItems, NotAnObject, Cut, InvalidUtf8, Utf16, ByteOrderMark, NoBody, Huge, NulBytes, OtherCase, Comments,
    ];

    private static string? AwkwardText(Attempt attempt, Random random) =>
        ReplaceOne(attempt, random, IsText, () => random.Awkward(), "awkward text");

    private static string? AnotherType(Attempt attempt, Random random) =>
        ReplaceOne(attempt, random, Anything, () => random.Pick<Func<JsonNode?>>(
            () => 5, () => -1, () => 1.5, () => true, () => "text", () => new JsonObject(), () => new JsonArray(), () => new JsonObject { ["a"] = 1 }, () => new JsonArray(1, "a"))(), "another type");

    private static string? NullSomewhere(Attempt attempt, Random random) => ReplaceOne(attempt, random, Anything, () => null, "null");

    private static string? NullInList(Attempt attempt, Random random)
    {
        var places = Nodes(attempt.Json).Where(node => node is JsonArray or JsonObject).ToList();
        if (places.Count == 0)
        {
            return null;
        }

        switch (random.Pick(places))
        {
            case JsonArray array:
                array.Insert(random.Next(array.Count + 1), null);
                return $"null in {array.GetPath()}";
            case JsonObject @object:
                foreach (var name in @object.Select(each => each.Key).ToList())
                {
                    if (@object[name] is JsonArray list)
                    {
                        list.Add(null);
                        return $"null in {list.GetPath()}";
                    }
                }

                @object["key"] = null;
                return $"null as a value of {@object.GetPath()}";
        }

        return null;
    }

    private static string? Missing(Attempt attempt, Random random)
    {
        var objects = Nodes(attempt.Json).OfType<JsonObject>().Where(node => node.Count > 0).ToList();
        if (objects.Count == 0)
        {
            return null;
        }

        var from = random.Pick(objects);
        var name = random.Pick(from.Select(each => each.Key).ToList());
        from.Remove(name);
        return $"without {name}";
    }

    private static string? Unknown(Attempt attempt, Random random)
    {
        var objects = Nodes(attempt.Json).OfType<JsonObject>().ToList();
        if (objects.Count == 0)
        {
            return null;
        }

        random.Pick(objects)[random.Pick("unknown", "\0", "$type", "__proto__", "")] = "x";
        return "an unknown property";
    }

    private static string? UnknownWord(Attempt attempt, Random random) =>
        ReplaceOne(attempt, random, IsText, () => random.Pick("nope", "SEMINAR", "1", "2027-13-45", "12:99", "not-an-id"), "a word that is none of them");

    private static string? ExtremeNumber(Attempt attempt, Random random) =>
        ReplaceOne(
            attempt, random, IsNumber,
            () => Raw(attempt, random.Pick("2147483647", "2147483648", "-2147483649", "9223372036854775808", "1e400", "-0", "1.0", "1e2", "0.1", "NaN", "0000", "1e-400", "99999999999999999999999999")), "an extreme number");

    private static string? TimeWithoutOffset(Attempt attempt, Random random) =>
        ReplaceOne(attempt, random, IsTime, () => "2027-10-05T09:00:00", "a time without offset");

    private static string? ExtremeTime(Attempt attempt, Random random) =>
        ReplaceOne(
            attempt, random, IsTime,
            () => random.Pick("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2027-02-29T00:00:00Z", "2027-03-28T02:30:00+01:00", "0001-01-01", "9999-12-31", "2027-10-05T24:00:00Z", "2027-10-05T09:00:00+99:00"),
            "an extreme time");

    private static string? LongText(Attempt attempt, Random random) =>
        ReplaceOne(attempt, random, IsText, () => Breakages.TextOf(random.Pick(130, 1_100, 10_000, 100_000)), "a long text");

    private static string? Deep(Attempt attempt, Random random)
    {
        var depth = random.Pick(30, 70, 1_000, 20_000);
        var (open, close) = random.Pick(("[", "]"), ("{\"a\":", "}"));
        return ReplaceOne(attempt, random, Anything, () => Raw(attempt, $"{string.Concat(Enumerable.Repeat(open, depth))}1{string.Concat(Enumerable.Repeat(close, depth))}"), $"{depth} levels deep");
    }

    private static string? LoneSurrogate(Attempt attempt, Random random) =>
        ReplaceOne(attempt, random, IsText, () => Raw(attempt, random.Pick("\"\\ud800\"", "\"a\\udc00b\"", "\"\\ud800\\ud800\"", "\"\\u0000\"", "\"\\uZZZZ\"", "\"\\x\"")), "a broken escape");

    private static string? TwiceTheProperty(Attempt attempt, Random random)
    {
        if (attempt.Json is not JsonObject { Count: > 0 } @object)
        {
            return null;
        }

        attempt.Bytes = Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(attempt.Body()!).TrimEnd('}')},\"{@object.First().Key}\":null}}");
        return "a property comes twice";
    }

    private static string? ManyItems(Attempt attempt, Random random)
    {
        var arrays = Nodes(attempt.Json).OfType<JsonArray>().ToList();
        if (arrays.Count == 0)
        {
            return null;
        }

        var array = random.Pick(arrays);
        var item = array.Count > 0 ? array[0]?.ToJsonString() ?? "null" : "\"x\"";
        for (var i = random.Pick(50, 1_000, 5_000); i > 0; i--)
        {
            array.Add(JsonNode.Parse(item));
        }

        return $"{array.Count} items";
    }

    private static string? NotAnObject(Attempt attempt, Random random)
    {
        if (attempt.Json is null)
        {
            return null;
        }

        (attempt.Json, attempt.Bytes) = (null, Encoding.UTF8.GetBytes(random.Pick("null", "[]", "5", "\"text\"", "true", "{}", "[null]", "{\"\":null}", "hello", "<xml/>")));
        return "not the object that it takes";
    }

    private static string? Cut(Attempt attempt, Random random)
    {
        if (attempt.Body() is not { Length: > 1 } body)
        {
            return null;
        }

        attempt.Bytes = body[..random.Next(1, body.Length)];
        return "cut";
    }

    private static string? InvalidUtf8(Attempt attempt, Random random)
    {
        if (attempt.Body() is not { Length: > 4 } body)
        {
            return null;
        }

        var at = random.Next(2, body.Length - 1);
        attempt.Bytes = [.. body[..at], .. random.Pick<byte[]>([0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xc0, 0x80], [0xe5]), .. body[at..]];
        return "invalid UTF-8";
    }

    private static string? Utf16(Attempt attempt, Random random)
    {
        if (attempt.Body() is not { } body)
        {
            return null;
        }

        attempt.Bytes = Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body));
        attempt.ContentType += random.Pick("", "; charset=utf-16", "; charset=utf-16le");
        return $"UTF-16 as {attempt.ContentType}";
    }

    private static string? ByteOrderMark(Attempt attempt, Random random)
    {
        if (attempt.Body() is not { } body)
        {
            return null;
        }

        attempt.Bytes = [0xef, 0xbb, 0xbf, .. body];
        return "a byte order mark";
    }

    private static string? NoBody(Attempt attempt, Random random)
    {
        if (attempt.Body() is null)
        {
            return null;
        }

        (attempt.Json, attempt.Bytes) = (null, []);
        return "an empty body";
    }

    private static string? Huge(Attempt attempt, Random random)
    {
        if (attempt.Body() is null || random.Next(10) > 0)
        {
            return null;
        }

        attempt.Bytes = Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('x', random.Pick(900_000, 1_100_000, 3_000_000))}\"}}");
        return "a huge body";
    }

    private static string? NulBytes(Attempt attempt, Random random)
    {
        if (attempt.Body() is not { } body)
        {
            return null;
        }

        attempt.Bytes = random.Next(2) == 0 ? new byte[10] : [.. body, 0, 0];
        return "NUL bytes";
    }

    private static string? OtherCase(Attempt attempt, Random random)
    {
        if (attempt.Json is not JsonObject { Count: > 0 } @object)
        {
            return null;
        }

        var name = random.Pick(@object.Select(each => each.Key).ToList());
        var value = @object[name]?.DeepClone();
        @object.Remove(name);
        @object[name.ToUpperInvariant()] = value;
        return $"{name} in capitals";
    }

    private static string? Comments(Attempt attempt, Random random)
    {
        if (attempt.Json is null)
        {
            return null;
        }

        attempt.Bytes = [.. "/* comment */"u8, .. attempt.Body()!];
        return "a comment";
    }

    private static bool Anything(JsonNode node) => true;

    private static bool IsText(JsonNode node) => node.GetValueKind() == JsonValueKind.String;

    private static bool IsNumber(JsonNode node) => node.GetValueKind() == JsonValueKind.Number;

    private static bool IsTime(JsonNode node) => IsText(node) && node.GetValue<string>() is [_, _, _, _, '-', _, _, '-', ..];

    /// <summary>What no JSON node can be, under a name that it is put in for when the body is written.</summary>
    private static string Raw(Attempt attempt, string raw)
    {
        var mark = $"raw-{attempt.RawValues.Count}";
        attempt.RawValues[mark] = raw;
        return mark;
    }

    private static string? ReplaceOne(Attempt attempt, Random random, Func<JsonNode, bool> where, Func<JsonNode?> with, string what)
    {
        if (attempt.Bytes is not null)
        {
            return null;
        }

        var candidates = Nodes(attempt.Json).Where(node => node.Parent is not null && where(node)).ToList();
        if (candidates.Count == 0)
        {
            return null;
        }

        var node = random.Pick(candidates);
        var path = node.GetPath();
        switch (node.Parent)
        {
            case JsonObject @object:
                @object[node.GetPropertyName()] = with();
                break;
            case JsonArray array:
                array[node.GetElementIndex()] = with();
                break;
        }

        return $"{what} at {path}";
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode? node)
    {
        if (node is null)
        {
            yield break;
        }

        yield return node;
        foreach (var child in node switch
        {
            JsonObject @object => @object.SelectMany(each => Nodes(each.Value)),
            JsonArray array => array.SelectMany(Nodes),
            _ => [],
        })
        {
            yield return child;
        }
    }
}
