using System.Text.Json.Nodes;
using Microsoft.Kiota.Abstractions.Serialization;

namespace BusinessFocus.Web.Site;

/// <summary>What the interface answered, as it was sent: also members that the client does not name.</summary>
public static class SentAnswer
{
    /// <returns>Null where the answer has no such member.</returns>
    public static JsonNode? Sent<T>(this T answer, string member)
        where T : IParsable
    {
        using var sent = KiotaJsonSerializer.SerializeAsStream(answer, serializeOnlyChangedValues: false);
        return JsonNode.Parse(sent)?[member];
    }
}
