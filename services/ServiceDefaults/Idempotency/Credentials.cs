using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BusinessFocus.ServiceDefaults.Idempotency;

/// <summary>A member of an endpoint's answers that opens something to whoever has it.</summary>
/// <param name="Member">Its name in the JSON, wherever it stands in the answer.</param>
/// <param name="Derive">Makes it again from the object that it stands in, which tells by its id what it opens.</param>
public sealed record Credential(string Member, Func<JsonObject, HttpContext, ValueTask<string>> Derive);

/// <summary>What must not be in a stored answer, not even encrypted: it is taken out before, and made again when the answer is given again.</summary>
internal sealed class Credentials(IReadOnlyList<Credential> all)
{
    /// <summary>Null for an answer that has none.</summary>
    public static Credentials? Of(HttpContext context, string? contentType) => contentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true
        ? context.GetEndpoint()?.Metadata.GetMetadata<Credentials>()
        : null;

    /// <summary>The answer with "there was one" in the place of each.</summary>
    public async Task<byte[]> TakeOutAsync(byte[] answer, HttpContext context) => await ChangeAsync(answer, context, (value, _, _) =>
        ValueTask.FromResult<JsonNode?>(value.TryGetValue<string>(out var text) && text.Length > 0 ? JsonValue.Create(true) : null));

    /// <summary>The answer with each in its place.</summary>
    public async Task<byte[]> PutBackAsync(byte[] stored, HttpContext context) => await ChangeAsync(stored, context, async (value, @object, credential) =>
        value.TryGetValue<bool>(out var was) && was ? JsonValue.Create(await credential.Derive(@object, context)) : null);

    private async Task<byte[]> ChangeAsync(byte[] json, HttpContext context, Func<JsonValue, JsonObject, Credential, ValueTask<JsonNode?>> change)
    {
        if (json.Length == 0 || JsonNode.Parse(json) is not { } answer)
        {
            return json;
        }

        foreach (var @object in ObjectsIn(answer))
        {
            foreach (var credential in all)
            {
                if (@object[credential.Member] is JsonValue value && await change(value, @object, credential) is { } other)
                {
                    @object[credential.Member] = other;
                }
            }
        }

        // Written as the endpoint writes it.
        return JsonSerializer.SerializeToUtf8Bytes(answer, context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions);
    }

    private static List<JsonObject> ObjectsIn(JsonNode? node) => node switch
    {
        JsonObject @object => [@object, .. @object.Select(member => member.Value).SelectMany(ObjectsIn)],
        JsonArray array => [.. array.SelectMany(ObjectsIn)],
        _ => [],
    };
}

public static class CredentialsSetup
{
    /// <summary>Names what opens something in the endpoint's answers, and how it is made from what it opens: it is in no stored answer.</summary>
    public static RouteHandlerBuilder AnswersWithCredentials(this RouteHandlerBuilder endpoint, params IReadOnlyList<Credential> credentials) =>
        endpoint.WithMetadata(new Credentials(credentials));
}
