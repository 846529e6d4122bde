using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Manifest;

namespace BusinessFocus.Testing.Messages;

/// <summary>What the parser objects to.</summary>
/// <param name="Where">In the document, with slashes between.</param>
public sealed record Objection(string Severity, string Code, string Where, string Message);

/// <summary>A message as RabbitMQ had it.</summary>
/// <param name="Headers">Of AMQP, texts as texts.</param>
public sealed record CapturedMessage(string Exchange, string? ContentType, IReadOnlyDictionary<string, object?> Headers, JsonNode Body);

/// <summary>
/// Readers of the AsyncAPI document that have nothing to do with what writes it nor with what sends messages: AsyncAPI's own parser, and Ajv
/// for the schemas. tests/run-all installs them where it can.
/// </summary>
public static class MessageReaders
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Testing", "Messages");

    public static string Document { get; } = Path.Combine(Repository.Root, "contracts", "asyncapi.yaml");

    /// <summary>Why they cannot be asked; null where all of them are there.</summary>
    public static string? Missing() => File.Exists(Programs.Node) && Directory.Exists(Path.Combine(Folder, "node_modules", "@asyncapi", "parser"))
        ? null
        : "Node, or AsyncAPI's parser (npm ci in tests/Testing/Messages), is not installed.";

    /// <returns>All errors and warnings.</returns>
    public static Task<IReadOnlyList<Objection>> ParseAsync() => AskAsync<Objection>("parse", Document);

    /// <returns>What the document's own schemas do not allow in its examples.</returns>
    public static Task<IReadOnlyList<string>> ExamplesAsync() => AskAsync<string>("examples", Document);

    /// <returns>For each message what its schema in the document does not allow; also a member that the document does not name.</returns>
    public static async Task<IReadOnlyList<string>> ValidateAsync(IEnumerable<CapturedMessage> messages)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(messages, Json));
            return await AskAsync<string>("validate", Document, file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<IReadOnlyList<T>> AskAsync<T>(params string[] arguments)
    {
        var (exitCode, output, errors) = await Programs.RunAsync(Programs.Node, [Path.Combine(Folder, "read_messages.mjs"), .. arguments]);
        return exitCode == 0 ? JsonSerializer.Deserialize<List<T>>(output, Json)! : throw new InvalidOperationException(output + errors);
    }
}
