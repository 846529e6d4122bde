using System.Net.Mime;
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

    /// <summary>What no test has shown in a form that can be kept yet: whoever makes one takes it out here.</summary>
    private static readonly string[] NotShownYet =
    [
        "readNotification 200", "previewInvitationLetter request", "previewInvitationLetter 200", "report 200", "openReport 200",
    ];

    /// <summary>Pages, pictures and calendars are what everybody knows, workbooks and other tables have the rows of the CSV, and a stream does not end.</summary>
    [Theory]
    [InlineData(MediaTypeNames.Application.Json)]
    [InlineData(MediaTypeNames.Text.Csv)]
    public void Every_call_is_shown_with_what_is_asked_and_answered(string mediaType)
    {
        var calls = Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(call => call.Value!).ToList();

        calls.SelectMany(call => Bodies(call).Where(body => body.Content?[mediaType] is { } content && content["example"] is null).Select(body => $"{Text(call["operationId"])} {body.Name}"))
            .Except(mediaType == MediaTypeNames.Application.Json ? NotShownYet[..3] : NotShownYet[3..])
            .ShouldBeEmpty("BUSINESSFOCUS_KEEP_EXAMPLES=1 keeps what a test asks and is answered in contracts/openapi/examples");

        static IEnumerable<(string Name, JsonNode? Content)> Bodies(JsonNode call) =>
            call["responses"]!.AsObject().Where(answer => answer.Key.StartsWith('2')).Select(answer => (answer.Key, answer.Value!["content"])).Prepend(("request", call["requestBody"]?["content"]));
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
