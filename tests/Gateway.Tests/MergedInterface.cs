using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Gateway.Routing;
using BusinessFocus.Manifest;
using Shouldly;
using Xunit;

namespace BusinessFocus.Gateway.Tests;

/// <summary>
/// The document that the gateway serves stands in <c>contracts/openapi.json</c>: clients are made from it, and releases compared. It follows from those of
/// the services; with BUSINESSFOCUS_ACCEPT_CONTRACTS=1 it is written again.
/// </summary>
public sealed class MergedInterface
{
    private static readonly string Contracts = Path.Combine(Repository.Root, "contracts");
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonNode Document = JsonNode.Parse(Interface.Load(Path.Combine(Contracts, "openapi")).Document)!;

    [Fact]
    public async Task The_whole_interface_is_as_announced()
    {
        var file = Path.Combine(Contracts, "openapi.json");
        var actual = Document.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("BUSINESSFOCUS_ACCEPT_CONTRACTS") == "1")
        {
            await File.WriteAllTextAsync(file, actual);
        }

        File.Exists(file).ShouldBeTrue($"{file} is missing");
        (await File.ReadAllTextAsync(file) == actual).ShouldBeTrue($"{file} is not what the gateway serves: run this with BUSINESSFOCUS_ACCEPT_CONTRACTS=1, then clients/generate.");
    }

    [Fact]
    public void Every_tag_is_described_and_stands_in_one_group()
    {
        var used = Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).SelectMany(call => call.Value!["tags"]!.AsArray()).Select(Text).Distinct().ToList();

        Document["tags"]!.AsArray().Where(tag => tag!["description"] is not null).Select(tag => Text(tag!["name"])).ShouldBe(used, ignoreOrder: true);
        Document["x-tagGroups"]!.AsArray().SelectMany(group => group!["tags"]!.AsArray()).Select(Text).ShouldBe(used, ignoreOrder: true);
    }

    [Fact]
    public void It_says_how_each_audience_starts()
    {
        var text = Text(Document["info"]!["description"]);

        text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ShouldBe(
            ["## Conventions", "## Getting started: a front end", "## Getting started: an association", "## Getting started: an operator"]);
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
