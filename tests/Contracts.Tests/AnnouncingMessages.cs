using System.Text.Json.Nodes;
using BusinessFocus.Contracts.Tests.AsyncApi;
using BusinessFocus.Testing.Messages;
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
        var actual = new SerializerBuilder().WithQuotingNecessaryStrings(quoteYaml1_1Strings: true).Build().Serialize(ToYaml(JsonNode.Parse(AsyncApiDocument.Make().ToJsonString()))!);
        if (Messages.Accepts)
        {
            File.WriteAllText(MessageReaders.Document, actual);
        }

        File.Exists(MessageReaders.Document).ShouldBeTrue($"{MessageReaders.Document} is missing");
        File.ReadAllText(MessageReaders.Document).ShouldBe(actual, "A message differs from what asyncapi.yaml announces.");
    }

    [Fact]
    public async Task The_document_is_read_by_AsyncAPIs_own_parser_without_an_error_or_a_warning()
    {
        Assert.SkipWhen(MessageReaders.Missing() is not null, MessageReaders.Missing() ?? "");

        (await MessageReaders.ParseAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_examples_are_as_their_schemas_say()
    {
        Assert.SkipWhen(MessageReaders.Missing() is not null, MessageReaders.Missing() ?? "");

        (await MessageReaders.ExamplesAsync()).ShouldBeEmpty();
    }

    private static object? ToYaml(JsonNode? node) => node switch
    {
        null => null,
        JsonObject @object => @object.ToDictionary(each => each.Key, each => ToYaml(each.Value)),
        JsonArray array => array.Select(ToYaml).ToList(),
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        JsonValue value when value.TryGetValue<long>(out var number) => number,
        JsonValue value when value.TryGetValue<double>(out var number) => number,
        var value => value.ToString(),
    };
}
