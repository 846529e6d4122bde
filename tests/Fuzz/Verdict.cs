using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Testing.Answers;

namespace BusinessFocus.Fuzz;

/// <summary>Whether an answer is one that the interface announces.</summary>
/// <param name="held">The same interface, for what its schemas say.</param>
public sealed class Verdict(Interface announced, AnnouncedAnswers held)
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

        var fault = mediaType == ProblemType ? ProblemFault(answer, body) : mediaType == "application/json" && !IsJson(body) ? $"{status} that is no JSON" : null;
        return fault ?? HeadersOf(answer) ?? (attempt.Method == "HEAD" ? null : held.FlawOf(operation.Id, status, answer.Content.Headers.ContentType!.ToString(), body));
    }

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
}
