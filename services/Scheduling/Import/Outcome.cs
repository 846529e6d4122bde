using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Streams;
using BusinessFocus.ServiceDefaults.Tables;

namespace BusinessFocus.Scheduling.Import;

/// <summary>Which activity a row is about.</summary>
/// <param name="Row">Its number in the file: in a table 1 is the row of headers, in JSON 1 is the first object.</param>
/// <param name="ActivityId">The activity that the row is about.</param>
public sealed record ImportedRow(int Row, ActivityId ActivityId);

/// <summary>What is done about a row.</summary>
public enum RowAction
{
    /// <summary>It becomes a new activity.</summary>
    Planned,

    /// <summary>It changes an activity, or what is known of its hosts.</summary>
    Changed,

    /// <summary>It says what is planned already.</summary>
    Unchanged,

    /// <summary>It is not taken in.</summary>
    Refused,
}

/// <summary>What came of one row, or would come of it.</summary>
/// <param name="ActivityId">The activity that it is about; left out where it was refused, and where a dry run would plan a new one.</param>
/// <param name="Changed">
/// The fields that become others, where an activity is changed; venues and hosts by name, and the organisations of its hosts. Empty for all
/// others.
/// </param>
/// <param name="Refused">Why it is not taken in; left out where it is.</param>
/// <param name="Row">Its number in the file: in a table 1 is the row of headers, in JSON 1 is the first object.</param>
/// <param name="Action">What came of it, or would come of it.</param>
public sealed record RowOutcome(
    int Row, RowAction Action, ActivityId? ActivityId, IReadOnlyList<FieldChange> Changed, RefusedRow? Refused);

/// <summary>What came of a file: each row is counted in exactly one of the first four.</summary>
/// <param name="Rows">Each row that could be read, with what comes of it.</param>
/// <param name="Changes">In the order in which they happened.</param>
public sealed record Outcome(
    int Planned,
    int Changed,
    int Unchanged,
    IReadOnlyList<RefusedRow> Refused,
    IReadOnlyList<ImportedRow> Activities,
    IReadOnlyList<RowOutcome> Rows,
    IReadOnlyList<StreamEvent> Changes);
