using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BusinessFocus.Manifest;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests;

/// <summary>No list grows without an end in one answer: it has pages, or docs/lists.md says what bounds it.</summary>
public sealed partial class ListsHavePagesOrABound
{
    private static readonly JsonNode Document = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "contracts", "openapi.json")))!;

    [Fact]
    public void Every_list_has_pages_or_is_said_to_be_bounded()
    {
        var bounded = File.ReadLines(Path.Combine(Repository.Root, "docs", "lists.md"))
            .Where(line => line.StartsWith('|'))
            .SelectMany(line => Named().Matches(line).Select(name => name.Groups[1].Value))
            .ToList();

        Document["paths"]!.AsObject().Select(path => path.Value!["get"]).OfType<JsonObject>()
            .Where(read => HasLists(read) && !HasPages(read))
            .Select(read => (string)read["operationId"]!)
            .ShouldBe(bounded, ignoreOrder: true);
    }

    private static bool HasPages(JsonObject read) => (read["parameters"]?.AsArray() ?? []).Any(parameter => (string?)parameter!["name"] == "after");

    private static bool HasLists(JsonObject read) => read["responses"]!["200"]?["content"]?["application/json"]?["schema"] is { } schema
        && Resolve(schema) is var answer
        && (IsList(answer) || (answer["properties"]?.AsObject() ?? []).Any(property => IsList(property.Value!)));

    private static bool IsList(JsonNode schema) =>
        schema["type"] is { } type && (type is JsonArray types ? types.Select(each => (string)each!) : [(string)type!]).Contains("array");

    private static JsonNode Resolve(JsonNode schema) =>
        schema["$ref"] is { } reference ? Document["components"]!["schemas"]![((string)reference!).Split('/')[^1]]! : schema;

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Named();
}
