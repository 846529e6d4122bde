using BusinessFocus.Domain.Texts;

namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>A row that was not taken in, and why: the first thing that is wrong with it.</summary>
/// <param name="Row">As a spreadsheet counts, the header is 1; in a JSON list its place, the first is 1.</param>
/// <param name="Column">One that the table may have, or "row" where it is none of them.</param>
/// <param name="Value">As it stands in the file, cut where it is long; left out where the column is missing.</param>
/// <param name="Reason">For people, in their language.</param>
public sealed record RefusedRow(int Row, string Column, string? Value, Wording Reason)
{
    public static RefusedRow Of(int row, RowFlaw flaw) => new(row, flaw.Column, flaw.Value, flaw.Reason);
}
