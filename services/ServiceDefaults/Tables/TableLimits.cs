using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;

namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>How large a table may be. All are looked at while it is read, so that no file makes us hold more than a row of it.</summary>
public static class TableLimits
{
    public const int Columns = 200;

    /// <summary>As much as a cell of a spreadsheet holds.</summary>
    public const int CellCharacters = 32_767;

    public const int RowCharacters = 256 * 1024;

    /// <summary>What a workbook may be when it is unpacked; it is a zip file, and a small one can be very large inside.</summary>
    public const int UnpackedBytes = 256 * 1024 * 1024;

    /// <summary>Of the texts that the cells of a workbook share, which are kept in memory while it is read.</summary>
    public const int SharedTextBytes = 64 * 1024 * 1024;

    /// <summary>Of the parts of a workbook that are not its cells.</summary>
    public const int OtherPartBytes = 8 * 1024 * 1024;
}

/// <summary>A table that cannot be taken at all. Thrown while it is read, because only then it is known.</summary>
public sealed class TableRefusedException(Refusal refusal) : Exception(refusal.Problem.Code)
{
    /// <summary>What whoever sent it is answered.</summary>
    public Refusal Refusal { get; } = refusal;

    /// <summary>400: it is not what it should be.</summary>
    public static TableRefusedException Unreadable(string sv, string en) => Because(CommonProblems.Invalid, sv, en);

    /// <summary>413: it is over a limit.</summary>
    public static TableRefusedException TooLarge(string sv, string en) => Because(HttpProblems.TooLarge, sv, en);

    private static TableRefusedException Because(Problem problem, string sv, string en) =>
        new(Flaw.Refuse(problem, new Dictionary<string, Wording[]> { ["body"] = [new(sv, en)] }));
}
