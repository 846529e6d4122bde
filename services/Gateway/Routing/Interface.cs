using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Hosting.Http;

namespace BusinessFocus.Gateway.Routing;

/// <summary>
/// The whole interface: what each service announces in <c>contracts/openapi</c>, in one document. It is the route
/// table too, so that nothing can be reached that is not described.
/// </summary>
public sealed class Interface
{
    private const string Reference = "#/components/schemas/";

    /// <summary>What a link's secret is called, in a path and in a query.</summary>
    private const string Token = "token";

    private readonly HashSet<string> withTables;
    private readonly HashSet<string> withLinks;

    private Interface(JsonObject document, IReadOnlyList<(string Service, string Path, IReadOnlyList<string> Methods)> routes)
    {
        Document = document.ToJsonString(new() { WriteIndented = false });
        Tag = ETags.HashOf(Encoding.UTF8.GetBytes(Document));
        Routes = routes;
        withTables = PathsWhere(operation => operation["requestBody"]?["content"]?[MediaTypeNames.Text.Csv] is not null);
        withLinks = PathsWhere(operation => operation["parameters"]?.AsArray().Any(parameter => parameter?["name"]?.GetValue<string>() == Token) == true);

        HashSet<string> PathsWhere(Func<JsonNode, bool> matches) => document["paths"]!.AsObject()
            .Where(path => path.Value!.AsObject().Any(operation => matches(operation.Value!)))
            .Select(path => path.Key)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>OpenAPI 3.1, JSON.</summary>
    public string Document { get; }

    /// <summary>Another one for another document.</summary>
    public string Tag { get; }

    public IReadOnlyList<(string Service, string Path, IReadOnlyList<string> Methods)> Routes { get; }

    /// <summary>Whether what is announced under a path takes a file with rows.</summary>
    public bool TakesTables(string path) => withTables.Contains(path);

    /// <summary>Whether what is announced under a path can be opened by a personal link.</summary>
    public bool TakesLinks(string path) => withLinks.Contains(path);

    /// <param name="documents">By service; "gateway" is the gateway's own and is not routed.</param>
    /// <param name="examples">By call and status.</param>
    /// <param name="refusals">By service.</param>
    /// <param name="problems">What the codes of <paramref name="refusals"/> mean.</param>
    public static Interface Merge(
        IReadOnlyDictionary<string, JsonNode> documents,
        IReadOnlyDictionary<string, JsonNode>? examples = null,
        IReadOnlyDictionary<string, JsonNode>? refusals = null,
        IReadOnlyList<KnownProblem>? problems = null)
    {
        var paths = new JsonObject();
        var schemas = new JsonObject();
        var answers = new JsonObject();
        var securitySchemes = new JsonObject();
        var routes = new List<(string, string, IReadOnlyList<string>)>();
        foreach (var (service, document) in documents.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var own = RenameClashes(document.DeepClone(), service, schemas);
            foreach (var (name, schema) in own["components"]?["schemas"]?.AsObject() ?? [])
            {
                schemas.TryAdd(name, schema!.DeepClone());
            }

            // The same everywhere: they come from what all services have in common.
            foreach (var (name, answer) in own["components"]?["responses"]?.AsObject() ?? [])
            {
                answers.TryAdd(name, answer!.DeepClone());
            }

            foreach (var (name, scheme) in own["components"]?["securitySchemes"]?.AsObject() ?? [])
            {
                securitySchemes.TryAdd(name, scheme!.DeepClone());
            }

            foreach (var (path, operations) in own["paths"]!.AsObject())
            {
                var merged = paths[path]?.AsObject() ?? [];
                foreach (var (method, operation) in operations!.AsObject())
                {
                    merged.Add(method, operation!.DeepClone());
                }

                paths[path] = merged;
                if (service != "gateway")
                {
                    routes.Add((service, path, operations.AsObject().Select(operation => operation.Key.ToUpperInvariant()).ToList()));
                }
            }
        }

        AnswerHeaders.AddTo(paths, answers);
        Examples.AddTo(paths, examples ?? new Dictionary<string, JsonNode>());
        Refusals.AddTo(paths, answers, refusals?.Values ?? [], problems ?? []);
        return new Interface(
            new JsonObject
            {
                ["openapi"] = "3.1.1",
                ["info"] = new JsonObject
                {
                    ["title"] = "BusinessFocus",
                    ["version"] = "v1",
                    ["contact"] = new JsonObject { ["name"] = "The operators of this installation" },
                    ["description"] = Introduction.Text,
                },
                ["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "The production system, or whichever this description was read from", ["x-internal"] = false }),
                ["tags"] = InterfaceGroups.TagsOf(paths),
                ["x-tagGroups"] = InterfaceGroups.GroupsOf(paths),
                ["paths"] = paths,
                ["components"] = new JsonObject { ["schemas"] = schemas, ["responses"] = answers, ["headers"] = AnswerHeaders.All(), ["securitySchemes"] = securitySchemes },
            },
            routes);
    }

    /// <summary>The documents beside the program, what the tests gathered in folders of theirs, and the problems in the folder above.</summary>
    public static Interface Load(string folder)
    {
        return Merge(Read(folder), Examples.Load(Path.Combine(folder, "examples")), Read(Path.Combine(folder, "refusals")), KnownProblem.Load(Path.Combine(folder, "..")));

        static Dictionary<string, JsonNode> Read(string folder) => Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.json").ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => JsonNode.Parse(File.ReadAllText(file))!)
            : [];
    }

    /// <summary>Two services may call different things by the same name: the later one's gets the service's name in front.</summary>
    private static JsonNode RenameClashes(JsonNode document, string service, JsonObject taken)
    {
        var clashes = (document["components"]?["schemas"]?.AsObject() ?? [])
            .Where(schema => taken[schema.Key] is { } other && !JsonNode.DeepEquals(other, schema.Value))
            .Select(schema => schema.Key)
            .ToHashSet(StringComparer.Ordinal);
        if (clashes.Count == 0)
        {
            return document;
        }

        var prefix = char.ToUpperInvariant(service[0]) + service[1..];
        var schemas = document["components"]!["schemas"]!.AsObject();
        foreach (var name in clashes)
        {
            var schema = schemas[name]!;
            schemas.Remove(name);
            schemas.Add(prefix + name, schema);
        }

        Redirect(document, name => clashes.Contains(name) ? prefix + name : name);
        return document;
    }

    private static void Redirect(JsonNode? node, Func<string, string> rename)
    {
        switch (node)
        {
            case JsonObject @object:
                if (@object["$ref"] is JsonValue value && value.GetValue<string>() is var target && target.StartsWith(Reference, StringComparison.Ordinal))
                {
                    @object["$ref"] = Reference + rename(target[Reference.Length..]);
                }

                foreach (var (_, child) in @object.ToList())
                {
                    Redirect(child, rename);
                }

                break;
            case JsonArray array:
                foreach (var child in array)
                {
                    Redirect(child, rename);
                }

                break;
        }
    }
}
