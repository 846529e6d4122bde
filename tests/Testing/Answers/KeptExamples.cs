using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Manifest;
using Microsoft.AspNetCore.Http;

namespace BusinessFocus.Testing.Answers;

/// <summary>
/// With BUSINESSFOCUS_KEEP_EXAMPLES=1, what tests ask and are answered becomes the interface's examples, in
/// <c>contracts/openapi/examples</c>: of each call the one that shows most, as long as it can be read at a glance.
/// </summary>
internal static class KeptExamples
{
    private const int Longest = 2_500;
    internal static readonly bool Keeps = Environment.GetEnvironmentVariable("BUSINESSFOCUS_KEEP_EXAMPLES") == "1";
    private static readonly ConcurrentDictionary<string, int> Shown = new();
    private static readonly Lock Writing = new();

    /// <summary>What opens something is shown as a word, so that nobody wonders whether it is still good.</summary>
    private static readonly HashSet<string> Secrets = ["secret", "formerSecret", "token", "manageToken", "ticket", "membership", "code"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The request's JSON; null where it has none, or nothing is kept.</summary>
    public static async Task<string?> QuestionOfAsync(HttpRequest request)
    {
        if (!Keeps || request.ContentType?.Contains("json", StringComparison.Ordinal) != true)
        {
            return null;
        }

        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
        var text = await reader.ReadToEndAsync();
        request.Body.Position = 0;
        return text;
    }

    public static void Keep(AnnouncedAnswers announced, string operation, string? question, HttpResponse response, ReadOnlySpan<byte> answer)
    {
        if (!Keeps || response.StatusCode is < 200 or > 299 || IsBroken(question))
        {
            return;
        }

        var isJson = response.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true;
        var example = new JsonObject();
        if (!string.IsNullOrEmpty(question) && !announced.IsAsDescribed(operation, question))
        {
            return;
        }

        if (!string.IsNullOrEmpty(question))
        {
            example["request"] = Masked(JsonNode.Parse(question));
        }

        if (isJson && answer.Length > 0)
        {
            example["answer"] = Masked(JsonNode.Parse(answer));
        }

        var text = example.ToJsonString(Indented) + "\n";
        if (example.Count == 0 || text.Length > Longest || !IsOrdinary(text))
        {
            return;
        }

        lock (Writing)
        {
            var key = $"{operation}.{response.StatusCode}";
            if (text.Length > Shown.GetValueOrDefault(key))
            {
                Shown[key] = text.Length;
                var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "contracts", "openapi", "examples"));
                File.WriteAllText(Path.Combine(folder.FullName, $"{key}.json"), text);
            }
        }
    }

    /// <summary>Whether a reader sees all that is there. Many tests send what nobody would: marks that do not show, half characters, markup.</summary>
    private static bool IsOrdinary(string text) =>
        !text.Contains("\\u", StringComparison.Ordinal)

        // Linters take a member of that name for a call's answers.
        && !text.Contains("\"responses\"", StringComparison.Ordinal)
        && !text.Contains('<', StringComparison.Ordinal)
        && text.All(letter => letter is '\n' or '\r' || char.GetUnicodeCategory(letter)
            is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherLetter));

    private static JsonNode? Masked(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    members[name] = Secrets.Contains(name) && value is JsonValue ? JsonValue.Create(name) : Masked(value)?.DeepClone();
                }

                break;
            case JsonArray list:
                for (var at = 0; at < list.Count; at++)
                {
                    list[at] = Masked(list[at])?.DeepClone();
                }

                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && text.Contains("token=", StringComparison.Ordinal):
                return JsonValue.Create(text[..text.IndexOf("token=", StringComparison.Ordinal)] + "token=token");
        }

        return node;
    }

    /// <summary>A name that stands twice: read by whoever is asked, but no example.</summary>
    private static bool IsBroken(string? question)
    {
        try
        {
            _ = string.IsNullOrEmpty(question) ? null : JsonNode.Parse(question, documentOptions: new() { AllowDuplicateProperties = false });
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
