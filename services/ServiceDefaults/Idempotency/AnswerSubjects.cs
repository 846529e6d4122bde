using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Domain.People;

namespace BusinessFocus.ServiceDefaults.Idempotency;

/// <summary>Whom a request and its answer name: a stored answer is erased with them.</summary>
internal static class AnswerSubjects
{
    /// <summary>Bytes of a request whose people are looked for.</summary>
    private const int LongestNaming = 64 * 1024;

    /// <summary>Of a JSON request and its JSON answer; a file has too many, and is answered with what was refused.</summary>
    public static async Task<IReadOnlyList<Guid>> OfAsync(Stream request, Stream answer)
    {
        if (!request.CanSeek || request.Length > LongestNaming)
        {
            return [];
        }

        request.Position = 0;
        answer.Position = 0;
        return [.. (await NamedInAsync(request)).Union(await NamedInAsync(answer))];

        static async Task<IReadOnlyList<Guid>> NamedInAsync(Stream json)
        {
            try
            {
                return PersonalData.SubjectsOf(await JsonNode.ParseAsync(json));
            }
            catch (Exception unreadable) when (unreadable is JsonException or ArgumentException or InvalidOperationException)
            {
                // No JSON, a member twice, or half of a character.
                return [];
            }
        }
    }
}
