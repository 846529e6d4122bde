using System.Text.Json.Nodes;

namespace BusinessFocus.Gateway.Routing;

/// <summary>The headers that the gateway adds to every answer, whichever service it comes from.</summary>
internal static class AnswerHeaders
{
    private static readonly (string Name, string Description, string Example)[] Headers =
    [
        ("RateLimit", "How many more calls are let through (`r`), and in how many seconds all are again (`t`): draft-ietf-httpapi-ratelimit-headers", "\"default\";r=9999;t=1"),
        ("Access-Control-Allow-Origin", "To browsers of the front ends that the setting `Cors:Origins` lists: which of them", "https://front.example"),
        ("RateLimit-Policy", "How many calls are let through (`q`) in how many seconds (`w`)", "\"default\";q=10000;w=2"),
    ];

    public static JsonObject All()
    {
        var headers = new JsonObject();
        foreach (var (name, description, example) in Headers)
        {
            headers[name] = new JsonObject
            {
                ["description"] = description,
                ["schema"] = new JsonObject { ["type"] = "string", ["maxLength"] = 200 },
                ["example"] = example,
            };
        }

        return headers;
    }

    public static void AddTo(JsonObject paths, JsonObject answers)
    {
        foreach (var operation in paths.SelectMany(path => path.Value!.AsObject()))
        {
            foreach (var (status, answer) in operation.Value!["responses"]?.AsObject() ?? [])
            {
                Add(status, answer!.AsObject());
            }
        }

        foreach (var (name, answer) in answers)
        {
            Add(name["Problem".Length..], answer!.AsObject());
        }
    }

    private static void Add(string status, JsonObject answer)
    {
        if (answer.ContainsKey("$ref"))
        {
            return;
        }

        var headers = answer["headers"]?.AsObject() ?? [];
        foreach (var (name, _, _) in Headers)
        {
            headers[name] = new JsonObject { ["$ref"] = $"#/components/headers/{name}" };
        }

        answer["headers"] = headers;
    }
}
