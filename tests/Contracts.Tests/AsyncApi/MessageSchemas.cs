using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;

namespace BusinessFocus.Contracts.Tests.AsyncApi;

/// <summary>The schemas of the contracts' types (JSON Schema draft 7, which is AsyncAPI's own), each once and with what is said of it.</summary>
internal sealed class MessageSchemas
{
    /// <summary>MassTransit reads numbers that are written as texts, and writes none.</summary>
    private static readonly JsonSerializerOptions Written = new(Messages.Json) { NumberHandling = JsonNumberHandling.Strict };

    private readonly SortedDictionary<string, JsonObject> all = new(StringComparer.Ordinal);

    /// <summary>All that were asked for, and what they refer to.</summary>
    public IEnumerable<(string Name, JsonObject Schema)> All => all.Select(each => (each.Key, each.Value));

    public JsonObject ReferenceTo(Type type)
    {
        if (all.TryAdd(type.Name, []))
        {
            all[type.Name] = Describe(type);
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{type.Name}" };
    }

    private JsonObject Describe(Type type) => Written.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, node) => context.Path.IsEmpty ? Whole(type, node) : Part(type, context, node),
    }).AsObject();

    private JsonObject Whole(Type type, JsonNode node)
    {
        if (type.IsEnum)
        {
            return new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => JsonValue.Create(name))]),
                ["description"] = Documentation.OfEnum(type),
            };
        }

        if (node is not JsonObject { Count: > 0 } schema)
        {
            return Described(new JsonObject { ["type"] = "string", ["format"] = "uuid" }, Documentation.Of(type));
        }

        // The exporter asks nobody about a member that has a converter of its own and a default.
        foreach (var member in type.GetProperties())
        {
            if (schema["properties"]?[Written.PropertyNamingPolicy!.ConvertName(member.Name)] is JsonObject { Count: 1 } forgotten && forgotten.Remove("default"))
            {
                forgotten["oneOf"] = OrNull(Nullable.GetUnderlyingType(member.PropertyType)!);
                Described(forgotten, Documentation.Of(type, member.Name));
            }
        }

        // What is null is left out when it is written.
        if (schema["required"] is JsonArray required)
        {
            schema["required"] = new JsonArray([.. required.Select(name => (string)name!).Where(name => !AllowsNull(schema["properties"]![name])).Select(name => JsonValue.Create(name))]);
        }

        return Described(schema, Documentation.Of(type));
    }

    private JsonObject Part(Type whole, JsonSchemaExporterContext context, JsonNode node)
    {
        var description = context.PropertyInfo?.AttributeProvider is PropertyInfo property ? Documentation.Of(whole, property.Name) : null;
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (type.Assembly != whole.Assembly)
        {
            var plain = node as JsonObject ?? [];
            if (type == typeof(int) || type == typeof(long))
            {
                plain["format"] = type == typeof(int) ? "int32" : "int64";
            }

            if (plain.ContainsKey("default") && plain["default"] is null)
            {
                plain.Remove("default");
            }

            return Described(plain, description);
        }

        // Beside a reference nothing else counts in draft 7.
        return type != context.TypeInfo.Type || AllowsNull(node)
            ? Described(new JsonObject { ["oneOf"] = OrNull(type) }, description)
            : description is null ? ReferenceTo(type) : Described(new JsonObject { ["allOf"] = new JsonArray(ReferenceTo(type)) }, description);
    }

    private JsonArray OrNull(Type type) => [ReferenceTo(type), new JsonObject { ["type"] = "null" }];

    private static bool AllowsNull(JsonNode? schema) =>
        schema is JsonObject known && ((known["type"] is JsonArray types && types.Any(type => (string?)type == "null")) || known.ContainsKey("oneOf"));

    private static JsonObject Described(JsonObject schema, string? description)
    {
        if (description is not null)
        {
            schema["description"] = description;
        }

        return schema;
    }
}
