using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;

namespace BusinessFocus.Feedback.Participation;

/// <summary>How many companies of the municipality's register were met as of an edition, as Registration counted it last.</summary>
public sealed record EditionMetCompanies
{
    /// <summary>The edition's.</summary>
    public Guid Id { get; set; }

    /// <summary>Of what was told: an older one is ignored.</summary>
    public long Version { get; init; }

    public EditionId? LastEditionId { get; init; }

    /// <summary>In how many of the last editions a company has to have been met.</summary>
    public int Editions { get; init; }

    /// <summary>Empty where there is no register any more.</summary>
    public IReadOnlyList<MetCompaniesCount> Rows { get; init; } = [];

    /// <summary>UTC.</summary>
    public DateTimeOffset CountedAt { get; init; }

    /// <returns>Null where it is no news.</returns>
    public static EditionMetCompanies? Learn(EditionMetCompanies? known, MetCompaniesCounted told) => known?.Version >= told.Version
        ? null
        : new EditionMetCompanies
        {
            Id = told.EditionId.Value,
            Version = told.Version,
            LastEditionId = told.LastEditionId,
            Editions = told.Editions,
            Rows = told.Rows,
            CountedAt = told.At,
        };
}
