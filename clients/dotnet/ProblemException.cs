using System.Net;
using System.Text.Json;

namespace BusinessFocus.Client;

/// <summary>A call that was refused (RFC 9457). Decide by <see cref="Code"/>, show the message.</summary>
public sealed class ProblemException : Exception
{
    private ProblemException(HttpStatusCode status, string type, string title, IReadOnlyDictionary<string, JsonElement> facts)
        : base(title) => (Status, Type, Facts) = (status, type, facts);

    public HttpStatusCode Status { get; }

    /// <summary>Which problem it is; described at /docs/problems.</summary>
    public string Type { get; }

    /// <summary>What stands after the last colon of the type.</summary>
    public string Code => Type[(Type.LastIndexOf(':') + 1)..];

    /// <summary>All that the answer said: errors by field, traceId, and what belongs to the problem.</summary>
    public IReadOnlyDictionary<string, JsonElement> Facts { get; }

    /// <summary>By field, for a 400.</summary>
    public IReadOnlyDictionary<string, string[]> Errors =>
        Facts.TryGetValue("errors", out var errors) ? errors.Deserialize<Dictionary<string, string[]>>() ?? [] : [];

    internal static async Task<ProblemException> OfAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var facts = new Dictionary<string, JsonElement>();
        try
        {
            using var document = await JsonDocument.ParseAsync(
                await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), cancellationToken: cancellationToken).ConfigureAwait(false);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                facts = document.RootElement.EnumerateObject().ToDictionary(fact => fact.Name, fact => fact.Value.Clone());
            }
        }
        catch (JsonException)
        {
            // Something in between answered.
        }

        return new ProblemException(answer.StatusCode, Text("type") ?? "about:blank", Text("title") ?? $"HTTP {(int)answer.StatusCode}", facts);

        string? Text(string name) => facts.TryGetValue(name, out var fact) && fact.ValueKind == JsonValueKind.String ? fact.GetString() : null;
    }
}
