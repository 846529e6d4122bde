using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Feedback.Imports;

public static class ImportProblems
{
    /// <summary>Its <c>refused</c> has each row with what is wrong in it.</summary>
    public static readonly Problem RowsRefused = new("rows-refused", ProblemKind.Invalid, "Några rader kan inte läsas: inget är inläst", "Some rows cannot be read: nothing was imported");
}
