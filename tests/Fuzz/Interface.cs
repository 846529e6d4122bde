using System.Text.Json.Nodes;

namespace BusinessFocus.Fuzz;

/// <summary>The announced interface: the OpenAPI document that the gateway serves.</summary>
public sealed class Interface(JsonNode document)
{
    public IReadOnlyList<Operation> Operations { get; } = document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(method => new Operation(method.Key.ToUpperInvariant(), path.Key, method.Value!)))
        .ToList();

    /// <summary>What a <c>$ref</c> stands for.</summary>
    public JsonNode Resolve(JsonNode node)
    {
        while (node["$ref"]?.GetValue<string>() is { } reference)
        {
            node = reference.Split('/').Skip(1).Aggregate(document, (at, name) => at[name.Replace("~1", "/", StringComparison.Ordinal)]!);
        }

        return node;
    }

    /// <summary>The content types that an operation announces for a status (none: no body); null where it does not announce the status.</summary>
    public IReadOnlyList<string>? Announced(Operation operation, int status) =>
        operation.Description["responses"]![$"{status}"] is { } response
            ? (Resolve(response)["content"]?.AsObject() ?? []).Select(content => content.Key.ToLowerInvariant()).ToList()
            : null;
}

/// <summary>One method of one path.</summary>
public sealed record Operation(string Method, string Path, JsonNode Description)
{
    public string Id => Description["operationId"]!.GetValue<string>();

    public IEnumerable<JsonNode> Parameters(string place) =>
        (Description["parameters"]?.AsArray() ?? []).Where(parameter => parameter!["in"]!.GetValue<string>() == place)!;

    /// <summary>By media type; empty where it takes no body.</summary>
    public JsonObject Bodies => Description["requestBody"]?["content"]?.AsObject() ?? [];

    public override string ToString() => $"{Method} {Path}";
}
