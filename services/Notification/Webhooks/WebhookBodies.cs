using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>What is sent: <c>type</c>, <c>timestamp</c> and <c>data</c>, as Standard Webhooks recommends, in the interface's JSON.</summary>
public sealed class WebhookBodies(IOptions<JsonOptions> json)
{
    public string Write(string type, DateTimeOffset at, IEnumerable<KeyValuePair<string, object?>> data) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object?> { ["type"] = type, ["timestamp"] = at.ToUniversalTime(), ["data"] = data.ToDictionary() }, json.Value.SerializerOptions);
}
