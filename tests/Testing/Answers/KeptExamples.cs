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
/// <c>contracts/openapi/examples</c>: of each call the one that shows most, as long as it can be read at a glance. JSON stands in one file a call and status, a table in a
/// file of its own.
/// </summary>
internal static class KeptExamples
{
    private const int Longest = 2_500;
    private const int LongestOfOne = 6_000;
    private const int LongestText = 300;
    private const int LongestTable = 6_000;
    private const int MostRows = 5;
    internal static readonly bool Keeps = Environment.GetEnvironmentVariable("BUSINESSFOCUS_KEEP_EXAMPLES") == "1";
    private static readonly ConcurrentDictionary<string, int> Shown = new();
    private static readonly Lock Writing = new();

    /// <summary>What opens something is shown as a word, so that nobody wonders whether it is still good; and so is a whole page.</summary>
    private static readonly HashSet<string> Words = ["secret", "formerSecret", "token", "manageToken", "ticket", "membership", "code", "html"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is asked: null where it is neither JSON nor a table, or nothing is kept.</summary>
    internal sealed record Question(string Text, bool IsTable);

    public static async Task<Question?> QuestionOfAsync(HttpRequest request)
    {
        if (!Keeps || !(IsJson(request.ContentType) || IsTable(request.ContentType)))
        {
            return null;
        }

        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
        var text = await reader.ReadToEndAsync();
        request.Body.Position = 0;
        return new(text, IsTable(request.ContentType));
    }

    /// <inheritdoc cref="QuestionOfAsync(HttpRequest)"/>
    public static async Task<Question?> QuestionOfAsync(HttpContent? content, CancellationToken cancellationToken) =>
        Keeps && content?.Headers.ContentType?.MediaType is var type && (IsJson(type) || IsTable(type))
            ? new(await content!.ReadAsStringAsync(cancellationToken), IsTable(type))
            : null;

    public static void Keep(AnnouncedAnswers announced, string operation, Question? question, int status, string? contentType, ReadOnlySpan<byte> answer)
    {
        if (!Keeps || status is < 200 or > 299)
        {
            return;
        }

        if (question is { IsTable: true })
        {
            WriteTable($"{operation}.request.csv", question.Text);
        }

        if (IsTable(contentType) && answer.Length > 0)
        {
            WriteTable($"{operation}.{status}.csv", Encoding.UTF8.GetString(answer));
        }

        var asked = question is { IsTable: false, Text.Length: > 0 } ? question.Text : null;
        if (asked is not null && (IsBroken(asked) || !announced.IsAsDescribed(operation, asked)))
        {
            return;
        }

        var example = new JsonObject();
        if (asked is not null)
        {
            example["request"] = Masked(JsonNode.Parse(asked));
        }

        if (IsJson(contentType) && answer.Length > 0)
        {
            example["answer"] = Masked(JsonNode.Parse(answer));
        }

        if (example.Count > 0)
        {
            KeepShortest(announced, operation, $"{operation}.{status}.json", example);
        }
    }

    /// <summary>The whole where it can be read at a glance, else with long texts cut and of lists the first two, else the first one.</summary>
    private static void KeepShortest(AnnouncedAnswers announced, string operation, string name, JsonObject example)
    {
        for (var most = 3; most > 0; most--)
        {
            if (most < 3)
            {
                Cut(example, most);
            }

            var text = example.ToJsonString(Indented) + "\n";
            if (text.Length <= (most == 1 ? LongestOfOne : Longest))
            {
                if (most < 3 && example["request"] is { } request && !announced.IsAsDescribed(operation, request.ToJsonString()))
                {
                    return;
                }

                // With its request before any without, and whole before any that is cut.
                Write(name, text, LongestOfOne, text.Length + (most * Longest) + (example["request"] is null ? 0 : 4 * Longest));
                return;
            }
        }
    }

    /// <summary>Without the mark that tells spreadsheets of its coding, and the first rows: one that has lines of its own in quotes is not cut in the middle.</summary>
    private static void WriteTable(string name, string table)
    {
        var lines = table.TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var shown = Math.Min(lines.Length, MostRows);
        while (shown < lines.Length && lines.Take(shown).Sum(line => line.Count(letter => letter == '"')) % 2 == 1)
        {
            shown++;
        }

        var text = string.Join('\n', lines.Take(shown)) + "\n";
        Write(name, text, LongestTable, text.Length + (lines.Length > 1 ? LongestTable : 0));
    }

    private static void Write(string name, string text, int longest, int rank)
    {
        if (text.Length > longest || !IsOrdinary(text))
        {
            return;
        }

        lock (Writing)
        {
            if (rank > Shown.GetValueOrDefault(name))
            {
                Shown[name] = rank;
                var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "contracts", "openapi", "examples"));
                File.WriteAllText(Path.Combine(folder.FullName, name), text);
            }
        }
    }

    private static bool IsJson(string? contentType) => contentType?.StartsWith("application/json", StringComparison.Ordinal) == true;

    private static bool IsTable(string? contentType) => contentType?.StartsWith("text/csv", StringComparison.Ordinal) == true;

    /// <summary>Whether a reader sees all that is there. Many tests send what nobody would: marks that do not show, half characters, markup.</summary>
    private static bool IsOrdinary(string text) =>
        !text.Replace("\\u00A0", " ", StringComparison.Ordinal).Contains("\\u", StringComparison.Ordinal)
        && !text.Contains('<', StringComparison.Ordinal)
        && text.All(letter => letter is '\n' or '\r' || char.GetUnicodeCategory(letter)
            is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherLetter));

    private static void Cut(JsonNode? node, int most)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (value is JsonValue text && text.TryGetValue<string>(out var words) && words.Length > LongestText)
                    {
                        members[name] = words[..LongestText] + "…";
                    }

                    Cut(value, most);
                }

                break;
            case JsonArray list:
                while (list.Count > most)
                {
                    list.RemoveAt(most);
                }

                foreach (var value in list)
                {
                    Cut(value, most);
                }

                break;
        }
    }

    private static JsonNode? Masked(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    members[name] = Words.Contains(name) && value is JsonValue ? JsonValue.Create(name) : Masked(value)?.DeepClone();
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
    private static bool IsBroken(string question)
    {
        try
        {
            _ = JsonNode.Parse(question, documentOptions: new() { AllowDuplicateProperties = false });
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
