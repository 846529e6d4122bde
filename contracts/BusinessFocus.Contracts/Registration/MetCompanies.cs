namespace BusinessFocus.Contracts.Registration;

/// <summary>
/// How many companies of the municipality's register were met, counted again since something of it changed: all of it, in numbers alone. Met is whoever
/// came or was visited.
/// </summary>
/// <param name="EditionId">As of which edition.</param>
/// <param name="LastEditionId">The municipality's edition before it; null where there was none.</param>
/// <param name="Editions">In how many of the last editions that had begun a company has to have been met, this one among them.</param>
/// <param name="Rows">First the whole register, then by postal town and by size; empty where there is no register any more.</param>
/// <param name="At">UTC: as of when.</param>
/// <param name="Version">An older one than a receiver has is ignored.</param>
public sealed record MetCompaniesCounted(
    EditionId EditionId, EditionId? LastEditionId, int Editions, IReadOnlyList<MetCompaniesCount> Rows, DateTimeOffset At, long Version);

/// <summary>The whole register, or one group of it.</summary>
/// <param name="By">What it is a group by: total, area or size.</param>
/// <param name="Group">Which one, "unknown" where the register does not say; left out of the whole.</param>
/// <param name="Numbers">As of the edition.</param>
/// <param name="Last">As of the edition before it, of the same register; left out where there was none.</param>
public sealed record MetCompaniesCount(string By, string? Group, MetNumbers Numbers, MetNumbers? Last);

/// <summary>Companies of the register, as it is now.</summary>
/// <param name="Companies">How many the register has.</param>
/// <param name="Met">How many of them were met in the last editions.</param>
/// <param name="NeverMet">The others.</param>
/// <param name="FirstMet">How many were met in the edition, and in no earlier one.</param>
public sealed record MetNumbers(int Companies, int Met, int NeverMet, int FirstMet);
