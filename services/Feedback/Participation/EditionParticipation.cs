using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;

namespace BusinessFocus.Feedback.Participation;

/// <summary>Who took part in an edition, in numbers, as Registration counted it last.</summary>
public sealed record EditionParticipation
{
    /// <summary>The edition's.</summary>
    public Guid Id { get; set; }

    /// <summary>Of what was told: an older one is ignored.</summary>
    public long Version { get; init; }

    public EditionId? LastEditionId { get; init; }

    public IReadOnlyList<ParticipationCount> Rows { get; init; } = [];

    /// <summary>UTC.</summary>
    public DateTimeOffset CountedAt { get; init; }

    /// <returns>Null where it is no news.</returns>
    public static EditionParticipation? Learn(EditionParticipation? known, ParticipationCounted told) => known?.Version >= told.Version
        ? null
        : new EditionParticipation
        {
            Id = told.EditionId.Value,
            Version = told.Version,
            LastEditionId = told.LastEditionId,
            Rows = told.Rows,
            CountedAt = told.At,
        };
}
