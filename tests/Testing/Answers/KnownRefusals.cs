using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Manifest;

namespace BusinessFocus.Testing.Answers;

/// <summary>
/// With which problems each call of a service is refused, by status, beside the usual one of the status: <c>contracts/openapi/refusals/{service}.json</c>, which the gateway
/// describes each call's errors with. Gathered by the tests with BUSINESSFOCUS_KEEP_EXAMPLES=1; without it, one that is not listed is a flaw.
/// </summary>
internal sealed class KnownRefusals
{
    private const string TypePrefix = "urn:businessfocus:problem:";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gathering = new();
    private readonly string file;
    private readonly SortedDictionary<string, SortedDictionary<string, SortedSet<string>>> codes;

    public KnownRefusals(string service)
    {
        file = Path.Combine(Repository.Root, "contracts", "openapi", "refusals", $"{service}.json");
        var listed = File.Exists(file)
            ? JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string[]>>>(File.ReadAllText(file))!
            : [];
        codes = new(StringComparer.Ordinal);
        foreach (var (operation, statuses) in listed)
        {
            foreach (var (status, known) in statuses)
            {
                Of(operation, status).UnionWith(known);
            }
        }
    }

    /// <summary>What is wrong with a problem that a call is answered with; null where it is listed, or is listed from now on.</summary>
    public string? FlawOf(string operation, int status, ReadOnlyMemory<byte> problem)
    {
        if (JsonDocument.Parse(problem).RootElement.GetProperty("type").GetString() is not { } type || !type.StartsWith(TypePrefix, StringComparison.Ordinal))
        {
            return $"{operation} {status}: the problem's type is none of ours";
        }

        var code = type[TypePrefix.Length..];
        if (HttpProblems.For(status)?.Code == code)
        {
            return null;
        }

        lock (gathering)
        {
            var known = Of(operation, status.ToString(CultureInfo.InvariantCulture));
            if (known.Contains(code))
            {
                return null;
            }

            if (!KeptExamples.Keeps)
            {
                return $"{operation} {status}: {code} is not listed in contracts/openapi/refusals; BUSINESSFOCUS_KEEP_EXAMPLES=1 adds it";
            }

            known.Add(code);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, JsonSerializer.Serialize(codes, Json) + "\n");
            return null;
        }
    }

    private SortedSet<string> Of(string operation, string status)
    {
        if (!codes.TryGetValue(operation, out var statuses))
        {
            codes[operation] = statuses = new(StringComparer.Ordinal);
        }

        if (!statuses.TryGetValue(status, out var known))
        {
            statuses[status] = known = new(StringComparer.Ordinal);
        }

        return known;
    }
}
