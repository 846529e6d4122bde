using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Registration.Companies;
using BusinessFocus.Registration.Seats;

namespace BusinessFocus.Registration.Participation;

/// <summary>How many companies of the register were met, as of an edition.</summary>
/// <param name="LastEditionId">The municipality's edition before it; null where there was none.</param>
/// <param name="Rows">Empty where there is no register.</param>
public sealed record MetCompaniesOfEdition(EditionId EditionId, EditionId? LastEditionId, IReadOnlyList<MetCompaniesCount> Rows);

/// <summary>Counts the companies of the register that were met, from the same sets that the list of them is made of.</summary>
public static class CountMetCompanies
{
    /// <summary>In how many of the last editions, where nothing else is said.</summary>
    public const int Editions = 3;

    /// <param name="editions">The edition itself last, the earlier ones of the same municipality before it in their order.</param>
    public static MetCompaniesOfEdition Of(
        CompaniesOfMunicipality register, IReadOnlyList<EditionTally> editions, IReadOnlyDictionary<Guid, Company> visited, DateTimeOffset now)
    {
        var met = editions.Select(edition => edition.BeginsAt <= now ? MetCompanies.InRegister(register, edition, visited, now) : null).ToList();
        var (current, before) = (AsOf(met), editions.Count > 1 ? AsOf(met.SkipLast(1).ToList()) : null);
        return new MetCompaniesOfEdition(
            editions[^1].Id,
            editions.Count > 1 ? editions[^2].Id : null,
            register.All.Count == 0
                ? []
                : [.. MetCompanies.GroupsOf(register.All, company => company.Area, company => company.Size).Select(group => new MetCompaniesCount(
                    group.Area is not null ? "area" : group.Size is not null ? "size" : "total",
                    group.Area ?? group.Size,
                    current.NumbersOf(group.Companies),
                    before?.NumbersOf(group.Companies)))]);
    }

    /// <param name="met">Of each edition; null of one that has not begun.</param>
    private static MetAsOf AsOf(IReadOnlyList<IReadOnlySet<string>?> met) => new(
        met.OfType<IReadOnlySet<string>>().TakeLast(Editions).SelectMany(keys => keys).ToHashSet(StringComparer.Ordinal),
        (met[^1] ?? new HashSet<string>()).Except(met.SkipLast(1).OfType<IReadOnlySet<string>>().SelectMany(keys => keys), StringComparer.Ordinal)
            .ToHashSet(StringComparer.Ordinal));

    private sealed record MetAsOf(IReadOnlySet<string> Lately, IReadOnlySet<string> FirstNow)
    {
        public MetNumbers NumbersOf(IReadOnlyList<RegisteredCompany> companies)
        {
            var lately = companies.Count(company => Lately.Contains(company.Key));
            return new MetNumbers(companies.Count, lately, companies.Count - lately, companies.Count(company => FirstNow.Contains(company.Key)));
        }
    }
}
