using System.Text.Json.Nodes;
using BusinessFocus.Manifest;

namespace BusinessFocus.Contracts.Tests.AsyncApi;

/// <summary>MassTransit's envelope: what a message is wrapped in on the wire.</summary>
internal static class Envelope
{
    private const string Example = "0199a000-0000-7000-8000-0000000000";

    public static JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["description"] = "What every message is wrapped in: MassTransit's envelope.",
        ["required"] = new JsonArray("messageId", "messageType", "message", "headers", "host"),
        ["properties"] = new JsonObject
        {
            ["messageId"] = Id("The message's own id, the same at every repeat: who has it dealt with already drops the message.", false),
            ["requestId"] = Id("Of a request that waits for an answer; no message of ours is one.", true),
            ["correlationId"] = Id("The trace that it belongs to, as a UUID.", true),
            ["conversationId"] = Id("The same in all messages that followed from one.", true),
            ["initiatorId"] = Id("The message in whose handling this one was sent.", true),
            ["sourceAddress"] = Address("Which bus or queue sent it."),
            ["destinationAddress"] = Address("The exchange that it was sent to."),
            ["responseAddress"] = Address("Where an answer would go; no message of ours asks for one."),
            ["faultAddress"] = Address("Where faults would go; no message of ours names one."),
            ["messageType"] = new JsonObject
            {
                ["type"] = "array",
                ["description"] = "The types that the message can be read as, each as a URN.",
                ["minItems"] = 1,
                ["items"] = new JsonObject { ["type"] = "string", ["pattern"] = "^urn:message:" },
            },
            ["message"] = new JsonObject { ["type"] = "object", ["description"] = "The message itself." },
            ["expirationTime"] = Time("After that nobody needs it; null where it is always of use."),
            ["sentTime"] = Time("UTC: when it was sent."),
            ["headers"] = new JsonObject { ["$ref"] = "#/components/schemas/Headers" },
            ["host"] = new JsonObject { ["$ref"] = "#/components/schemas/Host" },
        },
    };

    public static JsonObject Headers() => new()
    {
        ["type"] = "object",
        ["description"] = "What is said of the message beside it; also AMQP headers. There may be others.",
        ["properties"] = new JsonObject
        {
            ["traceparent"] = new JsonObject
            {
                ["type"] = "string",
                ["pattern"] = "^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$",
                ["description"] = "W3C Trace Context: the span that sent it, so that who handles it goes on in the same trace.",
            },
            ["tracestate"] = new JsonObject { ["type"] = "string", ["description"] = "W3C Trace Context: what tracing systems add." },
            ["bf-sequence"] = new JsonObject
            {
                ["type"] = "integer",
                ["description"] = "The place of the domain event in the sender's store; not there in what no store has, as codes to sign in.",
            },
        },
    };

    public static JsonObject Host() => new()
    {
        ["type"] = "object",
        ["description"] = "The process that sent it.",
        ["properties"] = new JsonObject
        {
            ["machineName"] = OfHost("The machine or container."),
            ["processName"] = OfHost("The program."),
            ["processId"] = new JsonObject { ["type"] = "integer", ["description"] = "The program's process." },
            ["assembly"] = OfHost("The program's assembly."),
            ["assemblyVersion"] = OfHost("Its version."),
            ["frameworkVersion"] = OfHost("Of .NET."),
            ["massTransitVersion"] = OfHost("Of the library that wrote the envelope."),
            ["operatingSystemVersion"] = OfHost("Of the system."),
        },
    };

    /// <summary>The kept sample of a message, as it would stand on the wire.</summary>
    public static JsonObject ExampleOf(Type message) => new()
    {
        ["messageId"] = $"{Example}a1",
        ["correlationId"] = $"{Example}a2",
        ["conversationId"] = $"{Example}a3",
        ["sourceAddress"] = "rabbitmq://localhost/sender_bus_example?temporary=true",
        ["destinationAddress"] = $"rabbitmq://localhost/{message.Namespace}:{message.Name}",
        ["messageType"] = new JsonArray(UrnOf(message)),
        ["message"] = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Contracts.Tests", "samples", $"{message.Name}.json"))),
        ["sentTime"] = "2027-10-05T14:00:00Z",
        ["headers"] = new JsonObject { ["traceparent"] = "00-0199a000000070008000000000000a21-0199a00000007000-01", ["bf-sequence"] = 4711 },
        ["host"] = new JsonObject { ["machineName"] = "example", ["processName"] = "dotnet", ["processId"] = 1 },
    };

    public static string UrnOf(Type message) => $"urn:message:{message.Namespace}:{message.Name}";

    private static JsonObject OfHost(string description) => new() { ["type"] = new JsonArray("string", "null"), ["description"] = description };

    private static JsonObject Id(string description, bool mayBeNull) => Text(description, "uuid", mayBeNull);

    private static JsonObject Address(string description) => Text(description, "uri", true);

    private static JsonObject Time(string description) => Text(description, "date-time", true);

    private static JsonObject Text(string description, string format, bool mayBeNull) => new()
    {
        ["type"] = mayBeNull ? new JsonArray("string", "null") : "string",
        ["format"] = format,
        ["description"] = description,
    };
}
