using BusinessFocus.Domain.Texts;

namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>A cell as it stands in the file.</summary>
/// <param name="Flaw">Why its text cannot be relied on, for people; null where it can.</param>
public readonly record struct TableCell(string Text, Wording? Flaw = null)
{
    public bool IsBlank => Flaw is null && string.IsNullOrWhiteSpace(Text);
}

/// <summary>A row as it stands in the file, whatever its columns are called.</summary>
/// <param name="Number">As a spreadsheet that opens the file counts: the first is 1, empty ones and each row of several lines count as one.</param>
/// <param name="Flaw">Why it cannot be told which of its cells belongs to which column, for people; then they are a guess.</param>
/// <param name="Raw">The line itself, where it has such a flaw.</param>
public sealed record TableLine(int Number, IReadOnlyList<TableCell> Cells, Wording? Flaw = null, string? Raw = null)
{
    public bool IsBlank => Flaw is null && Cells.All(cell => cell.IsBlank);
}
