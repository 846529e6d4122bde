using System.Text.Json;
using BusinessFocus.ServiceDefaults.Tables;

namespace BusinessFocus.Scheduling.Import;

/// <summary>An activity as an object in JSON, read by itself: a value of the wrong type refuses only its own row.</summary>
public static class ProgrammeJson
{
    /// <param name="unknown">Takes the names of members that nobody knows.</param>
    public static TableRow RowOf(int number, JsonElement row, Action<string> unknown)
    {
        var cells = new Dictionary<string, string?>();
        if (row.ValueKind != JsonValueKind.Object || JsonRows.MembersOf(row) is not { } members)
        {
            return new TableRow(number, cells, JsonRows.Flaw(RowFlaw.WholeRow, row, "Inget objekt.", "Not an object."));
        }

        RowFlaw? flaw = null;
        foreach (var (name, value) in members.SelectMany(WithLanguages))
        {
            if (Columns.Known.Of(name) is not { } column)
            {
                unknown(name);
                continue;
            }

            var text = TextOf(column, value);
            cells[column] = text;
            flaw ??= text is null
                ? JsonRows.Flaw(column, value, "Ska vara text, ett tal eller null; värdar, organisationer och ämnen en lista av texter.",
                    "Must be text, a number or null; hosts, organisations and topics a list of texts.")
                : null;
        }

        return new TableRow(number, cells, flaw);
    }

    /// <summary>Texts come by language: <c>{"title": {"sv": …, "en": …}}</c>, or as they are called in a file.</summary>
    private static IEnumerable<(string Name, JsonElement Value)> WithLanguages((string Name, JsonElement Value) member) =>
        member.Value.ValueKind == JsonValueKind.Object && JsonRows.MembersOf(member.Value) is { } languages
            ? languages.Select(language => ($"{member.Name}.{language.Name}", language.Value))
            : [member];

    /// <returns>Null where the value is of a type that the column cannot have.</returns>
    private static string? TextOf(string column, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => JsonRows.TextOf(value)?.Trim(),
        JsonValueKind.Null => "",
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array when Columns.OfLists.Contains(column) && value.EnumerateArray().All(each => each.ValueKind == JsonValueKind.String && JsonRows.TextOf(each) is not null) =>
            string.Join(ProgrammeFile.ListSeparator, value.EnumerateArray().Select(each => each.GetString()!.Trim())),
        _ => null,
    };
}
