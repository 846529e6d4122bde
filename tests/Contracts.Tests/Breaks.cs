using System.Text.Json.Nodes;

namespace BusinessFocus.Contracts.Tests;

/// <summary>What breaks programs that were written for an earlier description: within one version the interface only grows (docs/versioning.md).</summary>
internal static class Breaks
{
    private static readonly string[] Methods = ["get", "put", "post", "patch", "delete", "head", "options"];

    public static IReadOnlyList<string> Between(JsonNode before, JsonNode now)
    {
        var found = new List<string>();
        foreach (var (path, item) in before["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject().Where(each => Methods.Contains(each.Key)))
            {
                var name = $"{method.ToUpperInvariant()} {path}";
                if (now["paths"]![path]?[method] is { } current)
                {
                    new Comparison(before, now, found).Operations(name, operation!, current);
                }
                else
                {
                    found.Add($"{name}: removed");
                }
            }
        }

        return [.. found.Distinct()];
    }

    private sealed class Comparison(JsonNode before, JsonNode now, List<string> found)
    {
        /// <summary>Pairs of schemas that were compared already: they may contain themselves.</summary>
        private readonly HashSet<(string, string, bool)> seen = [];

        public void Operations(string name, JsonNode old, JsonNode current)
        {
            if (Text(old["operationId"]) != Text(current["operationId"]))
            {
                found.Add($"{name}: operationId was {Text(old["operationId"])}, is {Text(current["operationId"])}");
            }

            Parameters(name, old, current);
            var body = Follow(now, current["requestBody"]);
            if (Follow(before, old["requestBody"]) is { } oldBody)
            {
                Contents($"{name}: body", oldBody, body, isRequest: true);
            }

            if (body?["required"]?.GetValue<bool>() == true && Follow(before, old["requestBody"])?["required"]?.GetValue<bool>() != true)
            {
                found.Add($"{name}: body: is required now");
            }

            foreach (var (status, answer) in old["responses"]!.AsObject().Where(each => each.Key.StartsWith('2')))
            {
                if (Follow(now, current["responses"]![status]) is { } same)
                {
                    Contents($"{name}: {status}", Follow(before, answer)!, same, isRequest: false);
                }
                else
                {
                    found.Add($"{name}: {status}: removed");
                }
            }
        }

        private void Parameters(string name, JsonNode old, JsonNode current)
        {
            var theirs = All(before, old);
            var ours = All(now, current);
            foreach (var (key, parameter) in theirs)
            {
                if (!ours.TryGetValue(key, out var same))
                {
                    found.Add($"{name}: {key}: removed");
                    continue;
                }

                Schemas($"{name}: {key}", parameter["schema"], same["schema"], isRequest: true);
            }

            found.AddRange(ours.Where(each => IsRequired(each.Value) && !(theirs.TryGetValue(each.Key, out var same) && IsRequired(same)))
                .Select(each => $"{name}: {each.Key}: is required now"));

            static Dictionary<string, JsonNode> All(JsonNode document, JsonNode operation) => (operation["parameters"]?.AsArray() ?? [])
                .Select(parameter => Follow(document, parameter)!)
                .ToDictionary(parameter => $"{Text(parameter["in"])} {Text(parameter["name"])}");

            static bool IsRequired(JsonNode parameter) => parameter["required"]?.GetValue<bool>() == true;
        }

        private void Contents(string name, JsonNode old, JsonNode? current, bool isRequest)
        {
            foreach (var (type, content) in old["content"]?.AsObject() ?? [])
            {
                if (current?["content"]?[type] is { } same)
                {
                    Schemas($"{name} {type}", content!["schema"], same["schema"], isRequest);
                }
                else
                {
                    found.Add($"{name} {type}: removed");
                }
            }
        }

        private void Schemas(string name, JsonNode? oldNode, JsonNode? currentNode, bool isRequest)
        {
            if (oldNode?["$ref"] is { } oldName && currentNode?["$ref"] is { } currentName && !seen.Add((Text(oldName), Text(currentName), isRequest)))
            {
                return;
            }

            var (old, wasNull) = Plain(before, oldNode);
            var (current, isNull) = Plain(now, currentNode);
            if (old is null || current is null)
            {
                return;
            }

            var (oldTypes, types) = (Types(old), Types(current));
            wasNull |= oldTypes.Remove("null");
            isNull |= types.Remove("null");
            if (oldTypes.Count > 0 && !oldTypes.SetEquals(types))
            {
                found.Add($"{name}: type was {string.Join('|', oldTypes)}, is {string.Join('|', types)}");
            }

            if (isRequest ? wasNull && !isNull : isNull && !wasNull)
            {
                found.Add(isRequest ? $"{name}: may no longer be null" : $"{name}: may be null now");
            }

            if (Text(old["format"]) != Text(current["format"]) && old["format"] is not null)
            {
                found.Add($"{name}: format was {Text(old["format"])}, is {Text(current["format"])}");
            }

            var values = Values(current);
            found.AddRange(Values(old).Where(value => values.Count > 0 && !values.Contains(value)).Select(value => $"{name}: {value}: removed"));
            if (isRequest && values.Count > 0 && Values(old).Count == 0)
            {
                found.Add($"{name}: only some values are taken now");
            }

            Members(name, old, current, isRequest);
            Schemas($"{name}[]", old["items"], current["items"], isRequest);
            Schemas($"{name}{{}}", old["additionalProperties"] as JsonObject, current["additionalProperties"] as JsonObject, isRequest);
        }

        private void Members(string name, JsonNode old, JsonNode current, bool isRequest)
        {
            var (theirs, ours) = (Properties(before, old), Properties(now, current));
            foreach (var (property, schema) in theirs)
            {
                if (ours.TryGetValue(property, out var same))
                {
                    Schemas($"{name}.{property}", schema, same, isRequest);
                }
                else
                {
                    found.Add($"{name}.{property}: removed");
                }
            }

            var (oldRequired, required) = (Required(before, old), Required(now, current));
            found.AddRange(isRequest
                ? required.Except(oldRequired).Select(property => $"{name}.{property}: is required now")
                : oldRequired.Except(required).Where(ours.ContainsKey).Select(property => $"{name}.{property}: may be missing now"));
        }

        /// <summary>The schema itself, where it is named or may be null.</summary>
        private static (JsonNode? Schema, bool MayBeNull) Plain(JsonNode document, JsonNode? node)
        {
            var schema = Follow(document, node);
            if (schema?["oneOf"] is JsonArray choices && choices.Where(choice => Text(choice!["type"]) != "null").ToList() is [var only])
            {
                return (Plain(document, only).Schema, choices.Count > 1);
            }

            return (schema, false);
        }

        private static Dictionary<string, JsonNode> Properties(JsonNode document, JsonNode schema) => Parts(document, schema)
            .SelectMany(part => part["properties"]?.AsObject() ?? [])
            .DistinctBy(property => property.Key)
            .ToDictionary(property => property.Key, property => property.Value!);

        private static HashSet<string> Required(JsonNode document, JsonNode schema) =>
            [.. Parts(document, schema).SelectMany(part => part["required"]?.AsArray() ?? []).Select(Text)];

        private static IEnumerable<JsonNode> Parts(JsonNode document, JsonNode schema) =>
            [schema, .. (schema["allOf"]?.AsArray() ?? []).Select(part => Follow(document, part)!)];

        private static HashSet<string> Types(JsonNode schema) =>
            schema["type"] switch { JsonArray several => [.. several.Select(Text)], { } one => [Text(one)], null => [] };

        private static HashSet<string> Values(JsonNode schema) => [.. (schema["enum"]?.AsArray() ?? []).Where(value => value is not null).Select(value => value!.ToString())];
    }

    private static JsonNode? Follow(JsonNode document, JsonNode? node)
    {
        while (node?["$ref"] is { } reference)
        {
            node = Text(reference).Split('/').Skip(1).Aggregate(document, (at, step) => at[step.Replace("~1", "/", StringComparison.Ordinal)]!);
        }

        return node;
    }

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
