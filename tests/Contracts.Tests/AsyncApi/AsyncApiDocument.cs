using System.Text.Json.Nodes;
using Shouldly;

namespace BusinessFocus.Contracts.Tests.AsyncApi;

/// <summary>The AsyncAPI document of all that goes over the bus: who sends it, who receives it at which queue, and the whole body.</summary>
internal static class AsyncApiDocument
{
    private const string ContentType = "application/vnd.masstransit+json";
    private const string BindingVersion = "0.3.0";

    public static JsonObject Make()
    {
        var schemas = new MessageSchemas();
        return new JsonObject
        {
            ["asyncapi"] = "3.1.0",
            ["id"] = "urn:businessfocus:integration-events",
            ["info"] = new JsonObject
            {
                ["title"] = "BusinessFocus integration events",
                ["version"] = "1.0.0",
                ["description"] = "One RabbitMQ exchange (fanout, durable) a message, and one quorum queue for each consumer, which is bound to it; all in MassTransit's envelope. "
                    + "The message id is a UUID version 5 of the domain event's id and the message's type, the same at every repeat: delivery is at least once. "
                    + "Order is not promised: a receiver keeps the version it has and ignores an older one. "
                    + "What is null is left out. Messages are only added to: a receiver ignores members that it does not know.",
                ["tags"] = Tags(Messages.All.Select(Messages.OwnerOf).Distinct()),
            },
            ["defaultContentType"] = ContentType,
            ["servers"] = new JsonObject { ["broker"] = Server() },
            ["channels"] = Keyed(Messages.All.Select(message => (message.Name, Exchange(message))).Concat(Queue.All.Select(queue => (queue.Name, ChannelOf(queue))))),
            ["operations"] = Keyed(Messages.All.Select(message => ($"send-{message.Name}", Send(message))).Concat(Queue.All.Select(queue => ($"receive-{queue.Name}", Receive(queue))))),
            ["components"] = new JsonObject
            {
                ["messages"] = Keyed(Messages.All.Select(message => (message.Name, MessageOf(message, schemas)))),
                ["schemas"] = Keyed([.. schemas.All, ("Envelope", Envelope.Schema()), ("Headers", Envelope.Headers()), ("Host", Envelope.Host())]),
                ["securitySchemes"] = new JsonObject
                {
                    ["user"] = new JsonObject
                    {
                        ["type"] = "userPassword",
                        ["description"] = "Each service has a user of its own, which may write and read what deploy/broker.json says and nothing else.",
                    },
                },
            },
        };
    }

    private static JsonObject Server() => new()
    {
        ["host"] = "{host}:{port}",
        ["pathname"] = "/{virtualHost}",
        ["protocol"] = "amqp",
        ["protocolVersion"] = "0.9.1",
        ["title"] = "RabbitMQ",
        ["description"] = "The broker of one installation, as ConnectionStrings:Bus names it.",
        ["variables"] = new JsonObject
        {
            ["host"] = new JsonObject { ["default"] = "localhost", ["description"] = "The broker's name in the network.", ["examples"] = new JsonArray("rabbitmq") },
            ["port"] = new JsonObject { ["default"] = "5672", ["description"] = "5671 where it speaks TLS (amqps)." },
            ["virtualHost"] = new JsonObject { ["default"] = "", ["description"] = "Empty for the one that is named by a slash." },
        },
        ["security"] = new JsonArray(Reference("#/components/securitySchemes/user")),
    };

    private static JsonObject Exchange(Type message) => new()
    {
        ["address"] = $"{message.Namespace}:{message.Name}",
        ["title"] = message.Name,
        ["description"] = $"The exchange that {message.Name} is published to; whoever wants it binds an exchange or a queue of their own.",
        ["messages"] = MessagesOf([message]),
        ["bindings"] = Amqp(new JsonObject
        {
            ["is"] = "routingKey",
            ["exchange"] = new JsonObject
            {
                ["name"] = $"{message.Namespace}:{message.Name}",
                ["type"] = "fanout",
                ["durable"] = true,
                ["autoDelete"] = false,
                ["vhost"] = "/",
            },
        }),
    };

    private static JsonObject ChannelOf(Queue queue)
    {
        var described = new JsonObject { ["durable"] = true, ["exclusive"] = false, ["autoDelete"] = queue.IsOfOneInstance, ["vhost"] = "/" };
        if (!queue.IsOfOneInstance)
        {
            described.Insert(0, "name", queue.Name);
            described["x-queue-type"] = "quorum";
        }

        return new JsonObject
        {
            // A name with a random part is known at the broker only.
            ["address"] = queue.IsOfOneInstance ? null : queue.Name,
            ["title"] = queue.Name,
            ["description"] = queue.IsOfOneInstance
                ? $"A queue that each instance of {queue.Service.Name} has of its own: its name ends with something random, and it is gone with the instance."
                : $"The queue of {queue.Service.Name}, bound to the exchange of each of its messages by an exchange of the same name.",
            ["messages"] = MessagesOf(queue.Messages),
            ["bindings"] = Amqp(new JsonObject { ["is"] = "queue", ["queue"] = described }),
        };
    }

    private static JsonObject Send(Type message)
    {
        var owner = Messages.OwnerOf(message);
        return new JsonObject
        {
            ["action"] = "send",
            ["title"] = $"{owner} tells it",
            ["summary"] = $"{owner} sends {message.Name}.",
            ["description"] = SummaryOf(message),
            ["channel"] = Reference($"#/channels/{message.Name}"),
            ["messages"] = new JsonArray(Reference($"#/channels/{message.Name}/messages/{message.Name}")),
            ["tags"] = Tags([owner]),
            ["bindings"] = Amqp(new JsonObject { ["deliveryMode"] = 2, ["mandatory"] = false }),
        };
    }

    private static JsonObject Receive(Queue queue) => new()
    {
        ["action"] = "receive",
        ["title"] = $"{queue.Service.Project} takes it in",
        ["summary"] = $"{queue.Service.Project} receives {string.Join(", ", queue.Messages.Select(message => message.Name))}.",
        ["description"] = queue.IsOfOneInstance
            ? "Each instance receives each message while it lives."
            : "One of the instances receives each message, and acknowledges it when what came of it is committed.",
        ["channel"] = Reference($"#/channels/{queue.Name}"),
        ["messages"] = new JsonArray([.. queue.Messages.Select(message => Reference($"#/channels/{queue.Name}/messages/{message.Name}"))]),
        ["tags"] = Tags([queue.Service.Project]),
        ["bindings"] = Amqp(new JsonObject { ["ack"] = true }),
    };

    private static JsonObject MessageOf(Type message, MessageSchemas schemas) => new()
    {
        ["name"] = message.Name,
        ["title"] = message.Name,
        ["summary"] = SummaryOf(message),
        ["description"] = $"{SummaryOf(message)} Told by: {Messages.OwnerOf(message)}.",
        ["contentType"] = ContentType,
        ["tags"] = Tags([Messages.OwnerOf(message)]),
        ["correlationId"] = new JsonObject { ["location"] = "$message.payload#/correlationId", ["description"] = "The trace that it belongs to." },
        ["headers"] = Reference("#/components/schemas/Headers"),
        ["payload"] = new JsonObject
        {
            ["allOf"] = new JsonArray(Reference("#/components/schemas/Envelope"), new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["messageType"] = new JsonObject { ["type"] = "array", ["contains"] = new JsonObject { ["const"] = Envelope.UrnOf(message) } },
                    ["message"] = schemas.ReferenceTo(message),
                },
            }),
        },
        ["bindings"] = Amqp(new JsonObject { ["messageType"] = Envelope.UrnOf(message) }),
        ["examples"] = new JsonArray(new JsonObject
        {
            ["name"] = "sample",
            ["summary"] = "As it is kept in tests/Contracts.Tests/samples.",
            ["payload"] = Envelope.ExampleOf(message),
        }),
    };

    private static string SummaryOf(Type message) => Documentation.Of(message).ShouldNotBeNull($"{message.Name} does not say what it is for");

    private static JsonObject MessagesOf(IEnumerable<Type> messages) =>
        Keyed(messages.Select(message => (message.Name, Reference($"#/components/messages/{message.Name}"))));

    private static JsonObject Amqp(JsonObject binding)
    {
        binding["bindingVersion"] = BindingVersion;
        return new JsonObject { ["amqp"] = binding };
    }

    private static JsonArray Tags(IEnumerable<string> names) => [.. names.Select(name => new JsonObject { ["name"] = name })];

    private static JsonObject Reference(string target) => new() { ["$ref"] = target };

    private static JsonObject Keyed(IEnumerable<(string Key, JsonObject Value)> all) => new(all.Select(each => KeyValuePair.Create<string, JsonNode?>(each.Key, each.Value)));
}
