using System.Text.Json.Nodes;

namespace BusinessFocus.Web.Operators;

/// <summary>What the gateway says of the services' health (<c>/health/ready</c>), which is no part of the interface.</summary>
public sealed class ServiceStates(HttpClient http)
{
    private const string Ready = "ready";

    /// <summary>By the service's name: null where it is ready, else what is wrong. Empty where the gateway does not say.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> ReadAsync(CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
        return In(await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    public static IReadOnlyDictionary<string, string?> In(string answer)
    {
        try
        {
            return (JsonNode.Parse(answer)?["checks"]?["services"]?["data"] as JsonObject ?? [])
                .ToDictionary(service => service.Key, service => service.Value?.GetValue<string>() is { } state && state != Ready ? state : null);
        }
        catch (Exception other) when (other is System.Text.Json.JsonException or InvalidOperationException)
        {
            return new Dictionary<string, string?>();
        }
    }
}
