using System.Text.Json.Nodes;
using BusinessFocus.Manifest;

namespace BusinessFocus.Testing.Rights;

/// <summary>A call that a service announces in <c>contracts/openapi</c>.</summary>
/// <param name="Name">Its operationId.</param>
/// <param name="BodyTypes">The media types of its body; none where it has no body.</param>
/// <param name="RequiredQuery">The query parameters that it cannot do without.</param>
/// <param name="TakesLink">Whether <c>?token=</c> of a link opens it.</param>
public sealed record AnnouncedCall(
    string Name, HttpMethod Method, string Path, IReadOnlyList<string> BodyTypes, IReadOnlyList<string> RequiredQuery, bool TakesLink)
{
    /// <summary>What reads comes first and what removes last, so that there is something to ask for as long as possible.</summary>
    private static readonly HttpMethod[] InOrder = [HttpMethod.Get, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Post, HttpMethod.Delete];

    public static IReadOnlyList<AnnouncedCall> Of(string service)
    {
        var document = JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Repository.Root, "contracts", "openapi", $"{service}.json")))!;
        return [.. document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject(), (path, call) => Read(path.Key, call.Key, call.Value!))
            .OrderBy(call => Array.IndexOf(InOrder, call.Method))];
    }

    private static AnnouncedCall Read(string path, string method, JsonNode call)
    {
        var query = call["parameters"]?.AsArray().Where(parameter => (string?)parameter!["in"] == "query").ToList() ?? [];
        return new AnnouncedCall(
            (string)call["operationId"]!,
            HttpMethod.Parse(method),
            path,
            call["requestBody"]?["content"]?.AsObject().Select(content => content.Key).ToList() ?? [],
            [.. query.Where(parameter => (bool?)parameter!["required"] is true).Select(parameter => (string)parameter!["name"]!)],
            query.Any(parameter => (string?)parameter!["name"] == "token"));
    }
}
