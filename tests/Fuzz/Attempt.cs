using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BusinessFocus.Fuzz;

/// <summary>A request on its way to be sent: valid at first, and then broken on purpose.</summary>
public sealed class Attempt
{
    private const int MuchToSend = 500_000;

    private static readonly JsonSerializerOptions Compact = new() { MaxDepth = 1_000 };

    public required Operation Operation { get; init; }

    public required string Method { get; set; }

    /// <summary>The values in the path by their names, as they are before they are escaped.</summary>
    public Dictionary<string, string> Places { get; } = [];

    public List<(string Name, string Value)> Query { get; } = [];

    public List<(string Name, string Value)> Headers { get; } = [];

    /// <summary>Null for none.</summary>
    public string? Token { get; set; }

    public string Role { get; set; } = "anyone";

    public string? ContentType { get; set; }

    /// <summary>The body as long as it is JSON.</summary>
    public JsonNode? Json { get; set; }

    /// <summary>Stands in the JSON for what no JSON node can be.</summary>
    public Dictionary<string, string> RawValues { get; } = [];

    /// <summary>The body when it is no longer JSON, or never was.</summary>
    public byte[]? Bytes { get; set; }

    /// <summary>As a provider that calls back signs it (Standard Webhooks).</summary>
    public bool IsSigned { get; set; }

    /// <summary>What was broken; empty for a valid one.</summary>
    public List<string> Broken { get; } = [];

    public string Target
    {
        get
        {
            var path = Places.Aggregate(Operation.Path, (so, place) => so.Replace($"{{{place.Key}}}", Uri.EscapeDataString(place.Value), StringComparison.Ordinal));
            return Query.Count == 0 ? path : $"{path}?{string.Join('&', Query.Select(each => $"{Uri.EscapeDataString(each.Name)}={Uri.EscapeDataString(each.Value)}"))}";
        }
    }

    public byte[]? Body()
    {
        if (Bytes is not null || (Json is null && ContentType is null))
        {
            return Bytes;
        }

        var text = Json is null ? "null" : Json.ToJsonString(Compact);
        foreach (var (mark, raw) in RawValues)
        {
            text = text.Replace($"\"{mark}\"", raw, StringComparison.Ordinal);
        }

        return Encoding.UTF8.GetBytes(text);
    }

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), Target);
        if (Body() is { } body)
        {
            request.Content = new ByteArrayContent(body);

            // Whoever sends much asks first: a server that refuses it closes the connection, and the answer would be lost.
            request.Headers.ExpectContinue = body.Length > MuchToSend;
            if (ContentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
            }
        }

        if (Token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        }

        if (IsSigned)
        {
            Sign(request, Body() ?? []);
        }

        foreach (var (name, value) in Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content ??= new ByteArrayContent([]);
                request.Content.Headers.Remove(name);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    /// <summary>As somebody can repeat it, without the token.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Method} {Shortened(Target, 300)} as {Role}");
        foreach (var (name, value) in Headers)
        {
            text.Append($"\n      {name}: {Shortened(value, 120)}");
        }

        if (Body() is { } body)
        {
            text.Append($"\n      {ContentType}: {Shortened(Encoding.UTF8.GetString(body), 700)}");
        }

        return Broken.Count == 0 ? text.ToString() : $"{text}\n      broken: {string.Join("; ", Broken)}";
    }

    private static void Sign(HttpRequestMessage request, byte[] body)
    {
        var (id, time) = ("msg_1", DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        var signature = HMACSHA256.HashData(Convert.FromBase64String(RunningSystem.WebhookSecret), (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body]);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", $"{time}");
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
    }

    private static string Shortened(string text, int length) => text.Length <= length ? text : $"{text[..length]}… ({text.Length} characters)";
}
