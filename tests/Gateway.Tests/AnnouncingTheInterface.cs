using System.Text.Json.Nodes;
using BusinessFocus.Gateway.Routing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Gateway.Tests;

public sealed class AnnouncingTheInterface
{
    [Fact]
    public void What_each_service_announces_is_routed_to_it_and_described_in_one_document()
    {
        var merged = Interface.Merge(new Dictionary<string, JsonNode>
        {
            ["scheduling"] = Document("/api/v1/editions", "get", "Edition", "string"),
            ["registration"] = Document("/api/v1/check-ins", "post", "CheckIn", "string"),
            ["gateway"] = Document("/api/v1/operations/lag", "get", "Lag", "string"),
        });

        merged.Routes.Select(route => (route.Service, route.Path)).ShouldBe(
            [("registration", "/api/v1/check-ins"), ("scheduling", "/api/v1/editions")], ignoreOrder: true);
        JsonNode.Parse(merged.Document)!["paths"]!.AsObject().Count.ShouldBe(3);
    }

    [Fact]
    public void Two_services_may_describe_one_path_by_different_methods()
    {
        var merged = JsonNode.Parse(Interface.Merge(new Dictionary<string, JsonNode>
        {
            ["scheduling"] = Document("/api/v1/x", "get", "A", "string"),
            ["registration"] = Document("/api/v1/x", "post", "B", "string"),
        }).Document)!;

        merged["paths"]!["/api/v1/x"]!.AsObject().Select(operation => operation.Key).ShouldBe(["post", "get"], ignoreOrder: true);
    }

    [Fact]
    public void Different_schemas_of_one_name_are_kept_apart_and_the_same_one_is_shared()
    {
        var merged = JsonNode.Parse(Interface.Merge(new Dictionary<string, JsonNode>
        {
            ["feedback"] = Document("/api/v1/a", "get", "View", "string"),
            ["notification"] = Document("/api/v1/b", "get", "View", "integer"),
            ["registration"] = Document("/api/v1/c", "get", "View", "string"),
        }).Document)!;

        merged["components"]!["schemas"]!.AsObject().Select(schema => schema.Key).ShouldBe(["View", "NotificationView"], ignoreOrder: true);
        Reference(merged, "/api/v1/b").ShouldBe("#/components/schemas/NotificationView");
        Reference(merged, "/api/v1/c").ShouldBe("#/components/schemas/View");
    }

    private static string Reference(JsonNode document, string path) =>
        document["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["$ref"]!.GetValue<string>();

    private static JsonNode Document(string path, string method, string schema, string type) => JsonNode.Parse(
        $$"""
        {
          "openapi": "3.1.1",
          "paths": { "{{path}}": { "{{method}}": { "responses": { "200": { "description": "OK", "content": {
            "application/json": { "schema": { "$ref": "#/components/schemas/{{schema}}" } } } } } } } },
          "components": { "schemas": { "{{schema}}": { "type": "{{type}}" } } }
        }
        """)!;
}
