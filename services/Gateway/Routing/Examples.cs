using System.Net.Mime;
using System.Text.Json.Nodes;

namespace BusinessFocus.Gateway.Routing;

/// <summary>
/// What calls look like: real requests and answers, kept by the tests, one file a call and status (<c>register.201.json</c> with
/// <c>request</c> and <c>answer</c>), and one for each table (<c>pushMembers.request.csv</c>, <c>report.200.csv</c>).
/// </summary>
internal static class Examples
{
    private const string Table = ".csv";

    /// <summary>By "call.status", and tables by their file's name.</summary>
    public static IReadOnlyDictionary<string, JsonNode> Load(string folder) => Directory.Exists(folder)
        ? Directory.GetFiles(folder).ToDictionary(
            file => Path.GetExtension(file) == Table ? Path.GetFileName(file) : Path.GetFileNameWithoutExtension(file),
            file => Path.GetExtension(file) == Table ? JsonValue.Create(File.ReadAllText(file)) : JsonNode.Parse(File.ReadAllText(file))!)
        : new Dictionary<string, JsonNode>();

    /// <param name="examples">As they were loaded.</param>
    public static void AddTo(JsonObject paths, IReadOnlyDictionary<string, JsonNode> examples)
    {
        foreach (var operation in paths.SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!.AsObject()))
        {
            var name = (string?)operation["operationId"];
            Show(operation["requestBody"]?["content"]?[MediaTypeNames.Text.Csv], examples.GetValueOrDefault($"{name}.request{Table}"));
            foreach (var (status, answer) in operation["responses"]?.AsObject() ?? [])
            {
                Show(answer!["content"]?[MediaTypeNames.Text.Csv], examples.GetValueOrDefault($"{name}.{status}{Table}"));
                if (examples.TryGetValue($"{name}.{status}", out var example))
                {
                    Show(operation["requestBody"]?["content"]?[MediaTypeNames.Application.Json], example["request"]);
                    Show(answer["content"]?[MediaTypeNames.Application.Json], example["answer"]);
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
