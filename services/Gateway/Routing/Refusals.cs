using System.Text.Json.Nodes;

namespace BusinessFocus.Gateway.Routing;

/// <summary>
/// Which problems each call is refused with, beside what the status means everywhere: gathered by the tests, one file a service
/// (<c>refusals/registration.json</c>: call, status, codes).
/// </summary>
internal static class Refusals
{
    private const string Shared = "#/components/responses/";

    /// <param name="refusals">By service: codes by call and status.</param>
    public static void AddTo(JsonObject paths, JsonObject answers, IEnumerable<JsonNode> refusals, IReadOnlyList<KnownProblem> problems)
    {
        var titles = problems.ToLookup(problem => problem.Code, problem => problem.En);
        var byCall = refusals.SelectMany(service => service.AsObject()).ToDictionary(call => call.Key, call => call.Value!.AsObject());
        foreach (var operation in paths.SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!.AsObject()))
        {
            if (!byCall.TryGetValue((string?)operation["operationId"] ?? "", out var statuses))
            {
                continue;
            }

            foreach (var (status, codes) in statuses)
            {
                if (operation["responses"]?[status]?.AsObject() is { } answer && (string?)answer["$ref"] is { } shared)
                {
                    answer["description"] = Describe((string)answers[shared[Shared.Length..]]!["description"]!, codes!.AsArray().Select(code => (string)code!), titles);
                }
            }
        }
    }

    private static string Describe(string everywhere, IEnumerable<string> codes, ILookup<string, string> titles) =>
        string.Join('\n', [$"{everywhere} Types here (`urn:businessfocus:problem:…`):", "", .. codes.Select(code => $"- `{code}`: {titles[code].FirstOrDefault() ?? code}")]);
}
