using System.Text.Json.Nodes;
using BusinessFocus.Manifest;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests;

/// <summary>A front end can be written from the description alone: it says what each call, parameter and property is for.</summary>
public sealed class DescribingCalls
{
    private static readonly JsonNode Announced = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "contracts", "openapi.json")))!;

    private static readonly List<JsonObject> Calls = [.. Announced["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(call => call.Value!.AsObject())];

    [Fact]
    public void Each_call_has_a_short_name_and_says_what_it_is_for()
    {
        Calls.Count.ShouldBeGreaterThan(150);
        Calls.Where(call => Text(call, "summary") is not { Length: > 0 and <= 60 } || Text(call, "description").Length == 0)
            .Select(NameOf)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Each_parameter_says_what_it_is() =>
        Calls.SelectMany(call => (call["parameters"]?.AsArray() ?? []).Where(each => Text(each!, "description").Length == 0).Select(each => $"{NameOf(call)} {Text(each!, "name")}"))
            .ShouldBeEmpty();

    [Fact]
    public void Each_property_says_what_it_is_or_refers_to_what_does()
    {
        var schemas = Announced["components"]!["schemas"]!.AsObject();

        schemas.SelectMany(schema => (schema.Value!["properties"]?.AsObject() ?? []).Where(property => !IsDescribed(property.Value!)).Select(property => $"{schema.Key}.{property.Key}"))
            .ShouldBeEmpty();

        bool IsDescribed(JsonNode property) => Text(property, "description").Length > 0
            || (property["oneOf"]?.AsArray() ?? []).Any(part => IsDescribed(part!))
            || (Text(property, "$ref") is { Length: > 0 } reference && Text(schemas[reference.Split('/')[^1]]!, "description").Length > 0);
    }

    [Fact]
    public void Each_call_says_what_opens_it_and_announces_401_where_nothing_else_does()
    {
        Calls.Where(call => call["security"] is null).Select(NameOf).ShouldBeEmpty();
        Calls.Where(call => call["security"]!.AsArray().All(way => way!.AsObject().ContainsKey("bearer")) && call["responses"]!["401"] is null).Select(NameOf).ShouldBeEmpty();
    }

    private static string NameOf(JsonObject call) => Text(call, "operationId");

    private static string Text(JsonNode node, string name) => (string?)node[name] ?? "";
}
