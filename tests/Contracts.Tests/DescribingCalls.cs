using System.Text.Json.Nodes;
using BusinessFocus.Manifest;
using Shouldly;
using Xunit;

namespace BusinessFocus.Contracts.Tests;

/// <summary>Calls that give and take away rights say what comes of them; calls of the other services are known by their names.</summary>
public sealed class DescribingCalls
{
    [Fact]
    public void Each_call_of_Identity_has_a_summary_and_a_description()
    {
        var announced = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "contracts", "openapi", "identity.json")))!;
        var calls = announced["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(call => call.Value!).ToList();

        calls.Count.ShouldBeGreaterThan(15);
        calls.Where(call => Text(call, "summary").Length == 0 || Text(call, "description").Length == 0)
            .Select(call => Text(call, "operationId"))
            .ShouldBeEmpty();
    }

    private static string Text(JsonNode call, string name) => call[name]?.GetValue<string>() ?? "";
}
