using BusinessFocus.Domain.Texts;

namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>A row that was not taken in, and why: the first thing that is wrong with it.</summary>
/// <param name="Row">Its number in the file: in a table 1 is the row of headers, in JSON 1 is the first object.</param>
/// <param name="Column">The column that is wrong, as the interface names it; "row" where it is none of them.</param>
/// <param name="Value">What stands there in the file, cut where it is long; left out where the column is missing.</param>
/// <param name="Reason">What is wrong, in the asker's language.</param>
public sealed record RefusedRow(int Row, string Column, string? Value, Wording Reason)
{
    public static RefusedRow Of(int row, RowFlaw flaw) => new(row, flaw.Column, flaw.Value, flaw.Reason);
}
