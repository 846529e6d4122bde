using System.Text.Json;
using BusinessFocus.ServiceDefaults.Tables;

namespace BusinessFocus.Registration.Members;

/// <summary>A member as an object in JSON, read by itself: a value of the wrong type refuses only its own row.</summary>
public static class MemberJson
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
        var ranks = new Dictionary<string, int>();
        foreach (var (name, value) in members)
        {
            var rank = MemberColumns.OfChange.RankOf(name);
            if (MemberColumns.OfChange.Of(name) is not { } column || (ranks.TryGetValue(column, out var other) && other < rank))
            {
                unknown(name);
                continue;
            }

            ranks[column] = rank;
            var wrong = column == MemberColumns.Employees ? CountIn(value, out var text) : TextIn(value, out text);
            cells[column] = text;
            flaw ??= wrong is (var sv, var en) ? JsonRows.Flaw(column, value, sv, en) : null;
        }

        return new TableRow(number, cells, flaw);
    }

    private static (string Sv, string En)? TextIn(JsonElement value, out string? text)
    {
        text = value.ValueKind == JsonValueKind.String ? JsonRows.TextOf(value) : null;
        return value.ValueKind == JsonValueKind.Null || text is { Length: <= TableLimits.CellCharacters }
            ? null
            : ("Ska vara text eller null.", "Must be text or null.");
    }

    private static (string Sv, string En)? CountIn(JsonElement value, out string? text)
    {
        text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null;
        return value.ValueKind == JsonValueKind.Null || (text is not null && value.TryGetInt32(out _))
            ? null
            : ("Ska vara ett heltal eller null.", "Must be a whole number or null.");
    }
}
