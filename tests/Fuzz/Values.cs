using System.Globalization;
using System.Text.Json.Nodes;

namespace BusinessFocus.Fuzz;

/// <summary>Makes values that a schema allows, and that mean something where a name tells what.</summary>
public sealed class Values(Interface announced, KnownValues known)
{
    private const int Deepest = 6;
    /// <summary>What is seldom right: most requests go on without.</summary>
    private static readonly HashSet<string> Seldom =
        ["override", "conversation", "rules", "registrationOpensAt", "registrationClosesAt", "membersUntil", "at", "overrideReason", "with", "room", "activityId", "reason", "membership"];

    private int made;

    /// <param name="name">The property's or parameter's.</param>
    public JsonNode? Of(JsonNode schema, string name, Random random, int depth = 0)
    {
        var reference = schema["$ref"]?.GetValue<string>().Split('/')[^1] ?? "";
        schema = announced.Resolve(schema);
        if (Alternatives(schema) is { } alternatives)
        {
            var usable = alternatives.Where(each => each!["type"] is not JsonValue type || type.GetValue<string>() != "null").ToList();
            return random.Next(8) == 0 && usable.Count < alternatives.Count ? null : Of(usable[random.Next(usable.Count)]!, name, random, depth);
        }

        if (schema["enum"] is JsonArray allowed)
        {
            return allowed[random.Next(allowed.Count)]?.DeepClone();
        }

        var types = Types(schema);
        if (types.Contains("null") && random.Next(8) == 0)
        {
            return null;
        }

        return types.FirstOrDefault(type => type is not "null") switch
        {
            "object" => Object(schema, name, random, depth),
            "array" => Array(schema, name, random, depth),
            "boolean" => name is "consent" || random.Next(2) == 0,
            "integer" => Integer(name, random),
            "number" => Math.Round(random.NextDouble() * 60, 3),
            "string" => Text(schema, name, reference, random),
            _ => Text(schema, name, reference, random),
        };
    }

    /// <summary>A value for a place in an address.</summary>
    public string InAddress(JsonNode schema, string name, string path, Random random)
    {
        if (announced.Resolve(schema)["enum"] is JsonArray allowed && allowed.OfType<JsonValue>().ToList() is { Count: > 0 } values)
        {
            return values[random.Next(values.Count)].ToString();
        }

        var before = path.Split('/').TakeWhile(part => !part.StartsWith('{') || !part.Contains($"{{{name}}}", StringComparison.Ordinal)).Last();
        return name switch
        {
            "version" => "1",
            "slug" => known.Any(KnownValues.Slugs, random) ?? "lerum-2027",
            "idOrSlug" => known.Any(random.Next(2) == 0 ? KnownValues.Slugs : "editions", random) ?? "lerum-2027",
            "group" => random.Next(2) == 0 ? "messages" : "reminders",
            "kind" => random.Next(2) == 0 ? "seminar" : "companyVisit",
            "id" when before == "associations" => random.Next(4) == 0 ? "naringsliv" : "foretagarna",
            "id" when before == "check-ins" => known.Any("registrations", random) ?? Guid.Empty.ToString(),
            "token" when before == "inbox" => known.Any("preferences", random) ?? "unknown",
            "id" when path.Contains("/inbox/", StringComparison.Ordinal) => known.Any("notifications", random) ?? Guid.Empty.ToString(),
            _ => known.Any(before, random) ?? (name.EndsWith("Id", StringComparison.Ordinal) ? known.Any(KnownValues.KindOf(name), random) : null) ?? "unknown",
        };
    }

    /// <summary>A value for a query's parameter; null to leave it out.</summary>
    public string? InQuery(JsonNode parameter, string path, IReadOnlyDictionary<string, string> places, Random random)
    {
        var name = parameter["name"]!.GetValue<string>();
        if (name == "token")
        {
            return (places.GetValueOrDefault("id") is { } id ? known.TokenOf(id) : null) ?? "unknown";
        }

        if (parameter["required"]?.GetValue<bool>() != true && random.Next(2) == 0)
        {
            return null;
        }

        return name switch
        {
            "after" => known.Any(KnownValues.Cursors, random),
            "limit" => random.Next(1, 201).ToString(CultureInfo.InvariantCulture),
            "edition" => known.Any(random.Next(2) == 0 ? KnownValues.Slugs : "editions", random),
            "with" or "ids" => known.Any("editions", random),
            "inbox" => known.Any("preferences", random),
            _ when Of(parameter["schema"]!, name, random) is { } value => path.Length > 0 && value is JsonValue ? value.ToString() : null,
            _ => null,
        };
    }

    private static JsonArray? Alternatives(JsonNode schema) => (schema["oneOf"] ?? schema["anyOf"])?.AsArray();

    public static IReadOnlyList<string> Types(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => several.Select(type => type!.GetValue<string>()).ToList(),
        JsonValue one => [one.GetValue<string>()],
        _ => schema["properties"] is null ? [] : ["object"],
    };

    private JsonObject Object(JsonNode schema, string name, Random random, int depth)
    {
        var @object = new JsonObject();
        if (schema["additionalProperties"] is JsonObject values && (name != "answers" || random.Next(10) == 0))
        {
            for (var i = random.Next(3); i > 0; i--)
            {
                @object[$"key{i}"] = Of(values, "value", random, depth + 1);
            }
        }

        var required = (schema["required"]?.AsArray() ?? []).Select(each => each!.GetValue<string>()).ToHashSet();
        foreach (var (property, description) in schema["properties"]?.AsObject() ?? [])
        {
            if (required.Contains(property) || (depth < Deepest && random.Next(Seldom.Contains(property) ? 10 : 2) == 0))
            {
                @object[property] = Of(description!, property, random, depth + 1);
            }
        }

        return @object;
    }

    private JsonArray Array(JsonNode schema, string name, Random random, int depth)
    {
        var array = new JsonArray();
        for (var i = depth < Deepest ? random.Next(name == "hostIds" ? 2 : 3) : 0; i > 0; i--)
        {
            array.Add(Of(schema["items"] ?? new JsonObject(), name.EndsWith("Ids", StringComparison.Ordinal) ? name[..^1] : name, random, depth + 1));
        }

        return array;
    }

    private static int Integer(string name, Random random) => name switch
    {
        "from" => 1_000_000_000,
        "slotMinutes" => 20,
        _ => random.Next(1, 21),
    };

    private JsonNode Text(JsonNode schema, string name, string reference, Random random)
    {
        var number = ++made;
        if (name.EndsWith("Id", StringComparison.Ordinal) && schema["format"]?.GetValue<string>() == "uuid")
        {
            reference = name;
        }

        if (reference.EndsWith("Id", StringComparison.Ordinal))
        {
            return known.Any(KnownValues.KindOf(char.ToUpperInvariant(reference[0]) + reference[1..]), random) ?? Guid.Empty.ToString();
        }

        return (schema["format"]?.GetValue<string>(), name) switch
        {
            ("date-time", var when) => Time(when, random),
            ("date", var when) => when is "startsOn" ? "2027-10-04" : when is "endsOn" ? "2027-10-15" : $"2027-10-{random.Next(4, 16):00}",
            ("time", _) => $"{random.Next(7, 18):00}:00:00",
            ("uuid", var id) => known.Any(id.EndsWith("Id", StringComparison.Ordinal) ? KnownValues.KindOf(id) : "editions", random) ?? Guid.Empty.ToString(),
            (_, "email") => $"guest{random.Next(40)}@fuzz.example",
            (_, "phone") => "070-123 45 67",
            (_, "organisationNumber") => "556016-0680",
            (_, "slug") => $"fuzz-{number}",
            (_, "language" or "locale") => random.Next(2) == 0 ? "sv" : "en",
            (_, "ticket") => known.Any(KnownValues.Tickets, random) ?? "unknown",
            (_, "state" or "status") => "asked",
            (_, "day") => "2027-10-05",
            (_, "joinLink" or "url" or "link" or "website") => "https://lerum.example/x",
            (_, "service") => "feedback",
            _ => $"Text {number} åäö 🤝",
        };
    }

    private static string Time(string name, Random random)
    {
        var morning = new DateTimeOffset(2027, 10, 6, 7, 0, 0, TimeSpan.FromHours(2)).AddMinutes(15 * random.Next(20));
        return (name.Contains("end", StringComparison.OrdinalIgnoreCase) || name is "until" or "to" ? morning.AddHours(6) : morning).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
    }
}
