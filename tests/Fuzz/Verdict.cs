using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BusinessFocus.Fuzz;

/// <summary>Whether an answer is one that the interface announces.</summary>
public sealed class Verdict(Interface announced)
{
    private const string ProblemType = "application/problem+json";

    /// <returns>What is wrong with the answer; null when nothing is.</returns>
    public string? Of(Attempt attempt, HttpResponseMessage answer, byte[] body)
    {
        var status = (int)answer.StatusCode;
        if (status >= 500)
        {
            return $"{status}";
        }

        if (attempt.Method != attempt.Operation.Method && !IsAnnounced(attempt.Method, attempt.Operation.Path))
        {
            return OfAnotherMethod(attempt, answer, body);
        }

        var operation = attempt.Method == attempt.Operation.Method
            ? attempt.Operation
            : announced.Operations.Single(each => each.Method == attempt.Method && each.Path == attempt.Operation.Path);
        if (announced.Announced(operation, status) is not { } contents)
        {
            return $"{status} is not announced";
        }

        var mediaType = answer.Content.Headers.ContentType?.MediaType?.ToLowerInvariant();
        if (mediaType is null)
        {
            return contents.Count == 0 && body.Length == 0 ? HeadersOf(answer) : $"{status} without content, announced as {string.Join(", ", contents)}";
        }

        if (!contents.Any(content => MediaTypeHeaderValue.Parse(content).MediaType == mediaType))
        {
            return $"{status} as {mediaType}, announced as {(contents.Count == 0 ? "nothing" : string.Join(", ", contents))}";
        }

        return mediaType == ProblemType
            ? ProblemFault(answer, body) ?? HeadersOf(answer)
            : mediaType == "application/json" && !IsJson(body) ? $"{status} that is no JSON" : HeadersOf(answer);
    }

    /// <summary>Where an answer differs from its schema: told, and no fault.</summary>
    public string? SchemaDifference(Attempt attempt, HttpResponseMessage answer, byte[] body) =>
        answer.IsSuccessStatusCode && attempt.Method == attempt.Operation.Method
        && answer.Content.Headers.ContentType?.MediaType == "application/json" && IsJson(body)
        && announced.SchemaOf(attempt.Operation, (int)answer.StatusCode, "application/json") is { } schema
            ? Difference(schema, JsonNode.Parse(body), "$")
            : null;

    private bool IsAnnounced(string method, string path) => announced.Operations.Any(each => each.Method == method && each.Path == path);

    /// <summary>A method that the path does not have: 405, a problem that stops a request before anybody looks at its method, or one of a neighbour's path that fits too.</summary>
    private static string? OfAnotherMethod(Attempt attempt, HttpResponseMessage answer, byte[] body)
    {
        var status = (int)answer.StatusCode;
        if (attempt.Method == "OPTIONS" && status == 204)
        {
            return null;
        }

        if (status is not (400 or 401 or 403 or 404 or 405 or 413 or 414 or 415 or 429 or 431))
        {
            return $"{status} to a method that is not announced";
        }

        return attempt.Method == "HEAD" ? null
            : answer.Content.Headers.ContentType?.MediaType == ProblemType ? ProblemFault(answer, body) ?? HeadersOf(answer)
            : $"{status} to a method that is not announced, as {answer.Content.Headers.ContentType?.MediaType ?? "nothing"}";
    }

    private static string? ProblemFault(HttpResponseMessage answer, byte[] body)
    {
        if (!IsJson(body) || JsonNode.Parse(body) is not JsonObject problem)
        {
            return "a problem that is no JSON object";
        }

        var status = (int)answer.StatusCode;
        return problem["type"]?.GetValue<string>().StartsWith("urn:businessfocus:problem:", StringComparison.Ordinal) != true ? $"{status}: a problem of the type {problem["type"]}"
            : problem["status"]?.GetValue<int>() != status ? $"{status}: a problem that says {problem["status"]}"
            : string.IsNullOrWhiteSpace(problem["title"]?.GetValue<string>()) ? $"{status}: a problem without a title"
            : status == 400 && problem["errors"] is not JsonObject { Count: > 0 } && problem["type"]!.GetValue<string>().EndsWith(":invalid", StringComparison.Ordinal) ? "400 that names no field"
            : null;
    }

    /// <summary>The headers that RFC 9110 wants with a status.</summary>
    private static string? HeadersOf(HttpResponseMessage answer) => (int)answer.StatusCode switch
    {
        401 when answer.Headers.WwwAuthenticate.Count == 0 => "401 without WWW-Authenticate",
        405 when answer.Content.Headers.Allow.Count == 0 => "405 without Allow",
        429 when answer.Headers.RetryAfter is null => "429 without Retry-After",
        _ => null,
    };

    private static bool IsJson(byte[] body)
    {
        try
        {
            JsonNode.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private string? Difference(JsonNode schema, JsonNode? value, string at)
    {
        schema = announced.Resolve(schema);
        if ((schema["oneOf"] ?? schema["anyOf"])?.AsArray() is { } alternatives)
        {
            return alternatives.Any(each => Difference(each!, value, at) is null) ? null : $"{at} is none of the alternatives";
        }

        if (schema["enum"] is JsonArray allowed)
        {
            return allowed.Any(each => JsonNode.DeepEquals(each, value)) ? null : $"{at} is none of the announced values";
        }

        var types = Values.Types(schema);
        if (types.Count > 0 && !types.Contains(TypeOf(value)) && !(types.Contains("number") && TypeOf(value) == "integer"))
        {
            return $"{at} is {TypeOf(value)}, announced as {string.Join(" or ", types)}";
        }

        switch (value)
        {
            case JsonArray items:
                return schema["items"] is { } each ? items.Select(item => Difference(each, item, $"{at}[]")).FirstOrDefault(difference => difference is not null) : null;
            case JsonObject @object:
                foreach (var name in (schema["required"]?.AsArray() ?? []).Select(required => required!.GetValue<string>()))
                {
                    if (!@object.ContainsKey(name))
                    {
                        return $"{at}.{name} is missing";
                    }
                }

                return @object.Select(property => schema["properties"]?[property.Key] is { } known
                    ? Difference(known, property.Value, $"{at}.{property.Key}")
                    : schema["properties"] is not null && schema["additionalProperties"] is null ? $"{at}.{property.Key} is not announced" : null)
                    .FirstOrDefault(difference => difference is not null);
            default:
                return null;
        }
    }

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E') ? "number" : "integer",
        _ => "boolean",
    };
}
