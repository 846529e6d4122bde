using System.Text.Json.Nodes;
using BusinessFocus.Manifest;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests;

/// <summary>
/// What programs were written for goes on working: the interface is held against that of the last release, <c>contracts/released/openapi.json</c>, which is
/// replaced at a release and at no other time (docs/versioning.md).
/// </summary>
public sealed class TheInterfaceOnlyGrows
{
    private static readonly JsonNode Released = Read("released/openapi.json");

    [Fact]
    public void Nothing_that_was_released_is_gone_or_asks_for_more() => Breaks.Between(Released, Read("openapi.json")).ShouldBeEmpty();

    [Fact]
    public void What_is_added_breaks_nothing()
    {
        var now = Example();
        now["paths"]!["/new"] = now["paths"]!["/seats"]!.DeepClone();
        Schema(now, "Ask")["properties"]!["wish"] = new JsonObject { ["type"] = "string" };
        Schema(now, "Seat")["properties"]!["row"] = new JsonObject { ["type"] = "integer" };
        Schema(now, "Seat")["properties"]!["kind"]!["enum"]!.AsArray().Add("folding");

        Breaks.Between(Example(), now).ShouldBeEmpty();
    }

    public static TheoryData<string, Action<JsonNode>> Breaking => new()
    {
        { "GET /seats: removed", now => now["paths"]!["/seats"]!.AsObject().Remove("get") },
        { "POST /seats: operationId was take, is grab", now => now["paths"]!["/seats"]!["post"]!["operationId"] = "grab" },
        { "GET /seats: query free: removed", now => now["paths"]!["/seats"]!["get"]!["parameters"]!.AsArray().RemoveAt(0) },
        { "GET /seats: query free: is required now", now => now["paths"]!["/seats"]!["get"]!["parameters"]![0]!["required"] = true },
        { "POST /seats: body application/json.number: is required now", now => Schema(now, "Ask")["required"] = new JsonArray("number") },
        { "GET /seats: 200 application/json.kind: removed", now => Schema(now, "Seat")["properties"]!.AsObject().Remove("kind") },
        { "GET /seats: 200 application/json.kind: chair: removed", now => Schema(now, "Seat")["properties"]!["kind"]!["enum"] = new JsonArray("stool") },
        { "POST /seats: body application/json.number: type was integer, is string", now => Schema(now, "Ask")["properties"]!["number"]!["type"] = "string" },
        { "GET /seats: 200 application/json.kind: may be missing now", now => Schema(now, "Seat").AsObject().Remove("required") },
        { "GET /seats: 200 application/json.kind: may be null now", now => Schema(now, "Seat")["properties"]!["kind"]!["type"] = new JsonArray("null", "string") },
    };

    [Theory]
    [MemberData(nameof(Breaking))]
    public void What_breaks_programs_is_found(string expected, Action<JsonNode> change)
    {
        var now = Example();
        change(now);

        Breaks.Between(Example(), now).ShouldBe([expected]);
    }

    private static JsonNode Schema(JsonNode document, string name) => document["components"]!["schemas"]![name]!;

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "contracts", file)))!;

    private static JsonNode Example() => JsonNode.Parse(
        """
        {
          "paths": { "/seats": {
            "get": {
              "operationId": "look",
              "parameters": [{ "name": "free", "in": "query", "schema": { "type": "boolean" } }],
              "responses": { "200": { "description": "OK", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Seat" } } } } }
            },
            "post": {
              "operationId": "take",
              "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Ask" } } } },
              "responses": { "204": { "description": "Taken" } }
            }
          } },
          "components": { "schemas": {
            "Seat": { "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string", "enum": ["chair", "stool"] } } },
            "Ask": { "type": "object", "properties": { "number": { "type": "integer" } } }
          } }
        }
        """)!;
}
