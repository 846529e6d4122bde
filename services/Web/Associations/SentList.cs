using System.Text.Json;
using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;

namespace BusinessFocus.Web.Associations;

/// <summary>A spreadsheet that an association sent and has not said yes to: it is kept for an hour, in memory.</summary>
/// <param name="FileName">As it is called where it came from.</param>
/// <param name="IsWhole">Whether who is not in it leaves the list.</param>
public sealed record SentList(Guid Id, string Association, string FileName, byte[] Content, bool IsWhole, DateTimeOffset SentAt)
{
    /// <summary>What it would do; null where a column is missing that it needs.</summary>
    public PushMembersAnswer? Outlook { get; init; }

    /// <summary>Where a column is missing: which are, and which headers the file has.</summary>
    public MissingColumns? Missing { get; init; }

    /// <summary>What it did; null as long as nobody said yes.</summary>
    public PushMembersAnswer? Done { get; init; }

    /// <summary>How many the list had before.</summary>
    public static int Before(PushMembersAnswer answer) => (answer.Members ?? 0) - (answer.Added ?? 0) + (answer.Removed ?? 0);

    public static bool ChangesNothing(PushMembersAnswer answer) => answer is { Added: 0, Changed: 0, Removed: 0 };
}

/// <param name="Needed">By the interface's names.</param>
/// <param name="Headers">As they stand in the file.</param>
public sealed record MissingColumns(IReadOnlyList<string> Needed, IReadOnlyList<string> Headers)
{
    /// <summary>Null where something else is wrong with the file.</summary>
    public static MissingColumns? Of(ProblemException problem) =>
        problem.Facts.TryGetValue("headers", out var headers) && headers.ValueKind == JsonValueKind.Array
            ? new MissingColumns([.. problem.Errors.Keys], [.. headers.EnumerateArray().Select(header => header.GetString() ?? "").Where(header => header.Length > 0).Distinct()])
            : null;
}
