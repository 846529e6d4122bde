using System.Collections.Concurrent;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Manifest;
using Json.Schema;

namespace BusinessFocus.Testing.Answers;

/// <summary>What an interface says of its answers, and whether an answer is one of them. A member that is sent and not described is a flaw too.</summary>
public sealed class AnnouncedAnswers
{
    private const string Components = "#/components/schemas/";

    /// <summary>Larger ones are lists of what smaller ones have, and take seconds to look at.</summary>
    private const int Largest = 256 * 1024;

    /// <summary>By service: a service is started many times in the tests of one.</summary>
    private static readonly ConcurrentDictionary<string, AnnouncedAnswers?> Known = new();

    private readonly JsonObject definitions;
    private readonly JsonObject openDefinitions;
    private readonly JsonNode document;
    private readonly IReadOnlyDictionary<string, JsonObject> operations;
    private readonly HashSet<string> streams;
    private readonly ConcurrentDictionary<string, JsonSchema> schemas = new();
    private readonly KnownRefusals? refusals;

    /// <param name="refusals">Null where the gateway may refuse too.</param>
    private AnnouncedAnswers(JsonNode document, KnownRefusals? refusals)
    {
        this.document = document;
        this.refusals = refusals;
        operations = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .ToDictionary(call => (string)call.Value!["operationId"]!, call => call.Value!.AsObject());
        streams = [.. document["paths"]!.AsObject()
            .Where(path => path.Value!["get"]?["responses"]?["200"]?["content"]?["text/event-stream"] is not null)
            .Select(path => path.Key)];
        definitions = Definitions(document, isClosed: true);
        openDefinitions = Definitions(document, isClosed: false);
    }

    public IEnumerable<(string Method, string Path, string Operation)> Calls => document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(call => (call.Key.ToUpperInvariant(), path.Key, (string)call.Value!["operationId"]!)));

    /// <summary>What the gateway serves.</summary>
    public static AnnouncedAnswers OfAll() => Of(JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "contracts", "openapi.json")))!);

    /// <summary>What a gateway has served.</summary>
    public static AnnouncedAnswers Of(JsonNode document) => new(document, refusals: null);

    /// <summary>Null where the service announces nothing, or announces something new right now.</summary>
    public static AnnouncedAnswers? Of(string service) => OpenApiContract.IsAccepting ? null : Known.GetOrAdd(service, Read);

    /// <summary>The gateway's own answers are put together of what services answer, so that it takes all of the interface to describe them.</summary>
    private static AnnouncedAnswers? Read(string service) =>
        Path.Combine(Repository.Root, "contracts", service == "gateway" ? "openapi.json" : $"openapi/{service}.json") is var file && File.Exists(file)
            ? new AnnouncedAnswers(JsonNode.Parse(File.ReadAllText(file))!, new KnownRefusals(service))
            : null;

    /// <summary>Whether what is answered there does not end.</summary>
    public bool IsStream(string path) => streams.Contains(path);

    /// <summary>What is wrong with an answer; null where nothing is.</summary>
    public string? FlawOf(string operation, int status, string? contentType, ReadOnlyMemory<byte> body)
    {
        if (!operations.TryGetValue(operation, out var announced))
        {
            return $"{operation} is not announced";
        }

        var name = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (Resolve(announced["responses"]![name]) is not { } answer)
        {
            return $"{operation} does not announce {name}";
        }

        var mediaType = contentType is null ? null : new ContentType(contentType).MediaType;
        if (body.IsEmpty || mediaType is null)
        {
            return null;
        }

        if (answer["content"]?[mediaType] is not { } content)
        {
            return $"{operation} does not announce {mediaType} for {name}";
        }

        if (!mediaType.Contains("json", StringComparison.Ordinal) || body.Length > Largest || content["schema"] is not { } schema)
        {
            return null;
        }

        var result = schemas.GetOrAdd($"{operation} {name} {mediaType}", _ => SchemaOf(schema))
            .Evaluate(JsonDocument.Parse(body).RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        if (!result.IsValid)
        {
            return $"{operation} {name}: {string.Join("; ", Errors(result).Distinct().Take(5))}";
        }

        return status >= 400 ? refusals?.FlawOf(operation, status, body) : null;
    }

    /// <summary>Whether a request is as described and nothing more: services take more than that, for instance what they answered before.</summary>
    public bool IsAsDescribed(string operation, string question) =>
        operations[operation]["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema
        && schemas.GetOrAdd($"{operation} request", _ => SchemaOf(schema))
            .Evaluate(JsonDocument.Parse(question).RootElement, new EvaluationOptions { RequireFormatValidation = true }).IsValid;

    private static IEnumerable<string> Errors(EvaluationResults result) =>
        (result.Details ?? []).Where(each => each.Errors is not null).SelectMany(each => each.Errors!.Select(error => $"{each.InstanceLocation}: {error.Value}"));

    private JsonNode? Resolve(JsonNode? answer) =>
        answer?["$ref"] is { } reference ? document["components"]!["responses"]![((string)reference!).Split('/')[^1]] : answer;

    /// <param name="isClosed">Whether objects have only what is described.</param>
    private static JsonObject Definitions(JsonNode document, bool isClosed)
    {
        var all = document["components"]!["schemas"]!.DeepClone().AsObject();
        foreach (var (name, schema) in all)
        {
            Close(schema, isOpen: name == "Problem" || !isClosed);
        }

        return all;
    }

    private JsonSchema SchemaOf(JsonNode schema)
    {
        // What is put together of several has in none of them what the others have.
        var isOpen = schema["allOf"] is not null || (schema["$ref"] is { } part && document["components"]!["schemas"]![((string)part!).Split('/')[^1]]!["allOf"] is not null);
        var own = schema.DeepClone();
        Close(own, isOpen);
        return JsonSchema.FromText(new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$defs"] = (isOpen ? openDefinitions : definitions).DeepClone(),
            ["allOf"] = new JsonArray(own),
        }.ToJsonString());
    }

    /// <summary>Points references to where they are here, and lets objects have only what is described, unless they are open.</summary>
    private static void Close(JsonNode? node, bool isOpen)
    {
        switch (node)
        {
            case JsonObject schema:
                if (schema["$ref"] is JsonValue reference && (string)reference! is var target && target.StartsWith(Components, StringComparison.Ordinal))
                {
                    schema["$ref"] = "#/$defs/" + target[Components.Length..];
                }

                if (!isOpen && schema["properties"] is JsonObject { Count: > 0 } && schema["additionalProperties"] is null && schema["type"] is not null)
                {
                    schema["additionalProperties"] = false;
                }

                foreach (var (_, child) in schema.ToList())
                {
                    Close(child, isOpen);
                }

                break;
            case JsonArray list:
                foreach (var child in list)
                {
                    Close(child, isOpen);
                }

                break;
        }
    }
}
