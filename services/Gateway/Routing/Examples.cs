using System.Text.Json.Nodes;

namespace BusinessFocus.Gateway.Routing;

/// <summary>
/// What calls look like: real requests and answers, kept by the tests, one file a call and status (<c>register.201.json</c> with
/// <c>request</c> and <c>answer</c>).
/// </summary>
internal static class Examples
{
    private const string Json = "application/json";

    /// <param name="examples">By "call.status".</param>
    public static void AddTo(JsonObject paths, IReadOnlyDictionary<string, JsonNode> examples)
    {
        foreach (var operation in paths.SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!.AsObject()))
        {
            var name = (string?)operation["operationId"];
            foreach (var (status, answer) in operation["responses"]?.AsObject() ?? [])
            {
                if (examples.TryGetValue($"{name}.{status}", out var example))
                {
                    Show(operation["requestBody"]?["content"]?[Json], example["request"]);
                    Show(answer!["content"]?[Json], example["answer"]);
                }
            }
        }
    }

    private static void Show(JsonNode? content, JsonNode? example)
    {
        if (content is JsonObject described && example is not null && !described.ContainsKey("example"))
        {
            described["example"] = example.DeepClone();
        }
    }
}
