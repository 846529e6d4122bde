using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Feedback.Participation;

namespace BusinessFocus.Feedback.Reports;

/// <summary>How many companies of the municipality's register were met, in numbers alone, as of an edition and as of the one before.</summary>
/// <param name="CountedAt">UTC: as of when.</param>
/// <param name="LastEditionId">The municipality's edition before it; left out where there was none.</param>
/// <param name="Editions">In how many of the last editions that had begun a company has to have been met, this one among them.</param>
/// <param name="Rows">First the whole register, then by postal town and by size.</param>
public sealed record ReportedMetCompanies(DateTimeOffset CountedAt, EditionId? LastEditionId, int Editions, IReadOnlyList<MetCompaniesCount> Rows)
{
    /// <returns>Null where there is no register.</returns>
    public static ReportedMetCompanies? Of(EditionMetCompanies? told) =>
        told is { Rows.Count: > 0 } ? new ReportedMetCompanies(told.CountedAt, told.LastEditionId, told.Editions, told.Rows) : null;
}
