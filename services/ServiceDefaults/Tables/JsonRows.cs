using System.Runtime.CompilerServices;
using System.Text.Json;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>A list in JSON, element by element, so that one that is wrong spoils nothing but itself and none of the others is held in memory.</summary>
public static class JsonRows
{
    /// <exception cref="TableRefusedException">It is not a list, or is broken, or has more.</exception>
    public static async IAsyncEnumerable<(int Number, JsonElement Element)> ReadAsync(
        Stream body, int most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var elements = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(body, JsonSerializerOptions.Web, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        for (var number = 1; await NextAsync(elements); number++)
        {
            yield return number <= most
                ? (number, elements.Current)
                : throw TableRefusedException.TooLarge($"Högst {most} rader.", $"At most {most} rows.");
        }
    }

    /// <summary>Cuts what is too long to be shown.</summary>
    public static RowFlaw Flaw(string column, JsonElement value, string sv, string en) =>
        RowFlaw.Of(column, value.ValueKind == JsonValueKind.String ? TextOf(value) : value.GetRawText(), new Wording(sv, en));

    /// <summary>A text; null where it has half of a character, which no text can.</summary>
    public static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The members of an object by name; null where a name cannot be read.</summary>
    /// <exception cref="TableRefusedException">There are more than a table has columns.</exception>
    public static IReadOnlyList<(string Name, JsonElement Value)>? MembersOf(JsonElement row)
    {
        try
        {
            var members = row.EnumerateObject().Take(TableLimits.Columns + 1).Select(member => (member.Name, member.Value)).ToList();
            return members.Count <= TableLimits.Columns
                ? members
                : throw TableRefusedException.TooLarge($"Högst {TableLimits.Columns} kolumner.", $"At most {TableLimits.Columns} columns.");
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<JsonElement> elements)
    {
        try
        {
            return await elements.MoveNextAsync();
        }
        catch (JsonException broken)
        {
            var line = (broken.LineNumber ?? 0) + 1;
            throw TableRefusedException.Unreadable($"Ingen lista av objekt i JSON (rad {line}).", $"Not an array of objects in JSON (line {line}).");
        }
    }
}
