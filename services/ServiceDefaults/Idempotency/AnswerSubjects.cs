using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Domain.People;

namespace BusinessFocus.ServiceDefaults.Idempotency;

/// <summary>Whom a request and its answer name: a stored answer is erased with them.</summary>
internal static class AnswerSubjects
{
    /// <summary>Bytes that are looked through; a file has more, and its people are not named in what it is answered.</summary>
    private const int Most = 64 * 1024;

    public static async Task<IReadOnlyList<Guid>> OfAsync(Stream request, Stream answer) =>
        [.. (await NamedInAsync(request)).Union(await NamedInAsync(answer))];

    private static async Task<IReadOnlyList<Guid>> NamedInAsync(Stream json)
    {
        try
        {
            if (!json.CanSeek || json.Length > Most)
            {
                return [];
            }

            json.Position = 0;
            return PersonalData.SubjectsOf(await JsonNode.ParseAsync(json));
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException or InvalidOperationException)
        {
            // No JSON, a member twice, half of a character, or a body that its reader has closed.
            return [];
        }
    }
}
