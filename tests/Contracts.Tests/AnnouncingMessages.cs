using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Xml.Linq;
using BusinessFocus.Manifest;
using Shouldly;
using Xunit;
using YamlDotNet.Serialization;

namespace BusinessFocus.Contracts.Tests;

/// <summary><c>contracts/asyncapi.yaml</c> is made from the contracts; it changes only when it is announced.</summary>
public sealed class AnnouncingMessages
{
    [Fact]
    public void The_messages_are_as_announced()
    {
        var file = Path.Combine(Repository.Root, "contracts", "asyncapi.yaml");
        var actual = new SerializerBuilder().Build().Serialize(ToYaml(Document()));
        if (Messages.Accepts)
        {
            File.WriteAllText(file, actual);
        }

        File.Exists(file).ShouldBeTrue($"{file} is missing");
        File.ReadAllText(file).ShouldBe(actual, "A message differs from what asyncapi.yaml announces.");
    }

    private static JsonObject Document() => new()
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = new JsonObject
        {
            ["title"] = "BusinessFocus integration events",
            ["version"] = "v1",
            ["description"] = "One RabbitMQ exchange (fanout, durable) a message, in MassTransit's envelope. "
                + "The message id is a UUID version 5 of the domain event's id and the message's type, the same at every repeat. "
                + "Order is not promised: a receiver keeps the version it has and ignores an older one.",
        },
        ["defaultContentType"] = "application/vnd.masstransit+json",
        ["channels"] = Each(message => new JsonObject
        {
            ["address"] = $"{message.Namespace}:{message.Name}",
            ["messages"] = new JsonObject { [message.Name] = Reference($"#/components/messages/{message.Name}") },
        }),
        ["operations"] = Each(message => new JsonObject
        {
            ["action"] = "send",
            ["title"] = $"{Messages.OwnerOf(message)} tells it",
            ["channel"] = Reference($"#/channels/{message.Name}"),
        }),
        ["components"] = new JsonObject
        {
            ["messages"] = Each(message => new JsonObject
            {
                ["summary"] = SummaryOf(message),
                ["payload"] = Messages.Json.GetJsonSchemaAsNode(message),
            }),
        },
    };

    private static JsonObject Each(Func<Type, JsonNode> describe) =>
        new(Messages.All.Select(message => KeyValuePair.Create<string, JsonNode?>(message.Name, describe(message))));

    private static JsonObject Reference(string target) => new() { ["$ref"] = target };

    private static string SummaryOf(Type type)
    {
        var documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "BusinessFocus.Contracts.xml"));
        var summary = documentation.Descendants("member").FirstOrDefault(member => (string?)member.Attribute("name") == $"T:{type.FullName}")?.Element("summary");
        summary.ShouldNotBeNull($"{type.Name} does not say what it is for");
        return string.Join(' ', string.Concat(summary.Nodes().Select(node => node is XElement element ? ((string?)element.Attribute("cref"))?.Split('.')[^1] : node.ToString()))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static object? ToYaml(JsonNode? node) => node switch
    {
        null => null,
        JsonObject @object => @object.ToDictionary(each => each.Key, each => ToYaml(each.Value)),
        JsonArray array => array.Select(ToYaml).ToList(),
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        JsonValue value when value.TryGetValue<long>(out var number) => number,
        var value => value.ToString(),
    };
}
