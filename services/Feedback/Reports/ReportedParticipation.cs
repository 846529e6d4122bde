using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Feedback.Participation;

namespace BusinessFocus.Feedback.Reports;

/// <summary>Who took part in an edition, in numbers alone: the sum of the check-ins as of a moment, beside the edition before.</summary>
/// <param name="CountedAt">UTC: as of when.</param>
/// <param name="LastEditionId">The municipality's edition before it; left out where there was none.</param>
/// <param name="Rows">First the whole edition, then by kind, size, membership, association, topic and area.</param>
public sealed record ReportedParticipation(DateTimeOffset CountedAt, EditionId? LastEditionId, IReadOnlyList<ParticipationCount> Rows)
{
    public static ReportedParticipation? Of(EditionParticipation? told) =>
        told is null ? null : new ReportedParticipation(told.CountedAt, told.LastEditionId, told.Rows);
}
