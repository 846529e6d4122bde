using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Registration.Companies;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Seats;

namespace BusinessFocus.Registration.Participation;

/// <summary>A company that the municipality knows: from its register, or because it took part.</summary>
/// <param name="Id">What it is called in addresses, as in <c>GET /municipalities/{municipality}/companies/{company}</c>.</param>
/// <param name="OrganisationNumber">A sole trader's is masked; left out where it is not known.</param>
/// <param name="Name">As the register has it, else as the company wrote it last; left out where nobody wrote one.</param>
/// <param name="Street">Street and number; left out where the register does not say it.</param>
/// <param name="PostalCode">Left out where the register does not say it.</param>
/// <param name="Area">The postal town; left out where the register does not say it.</param>
/// <param name="Employees">How many work there, the least where the register says a range; left out where it does not say it.</param>
/// <param name="Size">Made of the employees; left out where they are not known.</param>
/// <param name="IsInRegister">Whether the municipality's register has it.</param>
/// <param name="WasMet">Whether it was met in the editions that were looked at: somebody of it came, or it was visited.</param>
/// <param name="LastMetIn">The last edition of all in which it was met; left out where it never was.</param>
public sealed record KnownCompanyView(
    string Id,
    string? OrganisationNumber,
    string? Name,
    string? Street,
    string? PostalCode,
    string? Area,
    int? Employees,
    CompanySize? Size,
    bool IsInRegister,
    bool WasMet,
    EditionId? LastMetIn);

/// <summary>How many companies of the register were met.</summary>
/// <param name="Area">Of this postal town only, "unknown" for those whose the register does not say; left out for all.</param>
/// <param name="Size">Of this size only, "unknown" for those whose the register does not say; left out for all.</param>
/// <param name="Companies">How many the register has.</param>
/// <param name="Met">How many of them were met.</param>
/// <param name="NeverMet">The others.</param>
public sealed record MetFigures(string? Area, string? Size, int Companies, int Met, int NeverMet);

/// <summary>The companies of a municipality: those in its register and those that took part, and which were met.</summary>
public static class MetCompanies
{
    private const string Unknown = "unknown";

    /// <summary>Editions that have begun: the last so many.</summary>
    public static IReadOnlyList<EditionTally> Last(int count, IReadOnlyList<EditionTally> editions, DateTimeOffset now) =>
        [.. editions.Where(edition => edition.BeginsAt <= now).TakeLast(count)];

    /// <param name="editions">All of the municipality, in their order.</param>
    /// <param name="count">In how many of the last ones a company has to have been met.</param>
    /// <returns>By their ids.</returns>
    public static IReadOnlyList<KnownCompanyView> Of(
        CompaniesOfMunicipality register,
        IReadOnlyList<EditionTally> editions,
        IReadOnlyDictionary<Guid, Company> visited,
        int count,
        RegistrationKeys keys,
        DateTimeOffset now)
    {
        var met = editions.Select(edition => (edition.Id, Keys: CompanyHistory.MetIn([edition], visited, now))).ToList();
        var looked = Last(count, editions, now).Select(edition => edition.Id).ToHashSet();
        var registered = register.All.Select(company => (Ids: register.KeysOf(company), Key: company.Key, Company: (Company?)null, Registered: (RegisteredCompany?)company));
        var others = CompanyHistory.CompaniesIn(editions, visited)
            .Where(each => register.Find(each.Key) is null)
            .Select(each => (Ids: (IReadOnlySet<string>)new HashSet<string> { each.Key }, each.Key, Company: (Company?)each.Value, Registered: (RegisteredCompany?)null));
        return [.. registered.Concat(others).Select(each =>
        {
            var metIn = met.Where(edition => each.Ids.Any(edition.Keys.Contains)).Select(edition => edition.Id).ToList();
            return new KnownCompanyView(
                CompanyKey.IdOf(each.Key, keys),
                each.Registered?.OrganisationNumber ?? each.Company?.OrganisationNumber,
                each.Registered?.Name ?? each.Company?.Name,
                each.Registered?.Street,
                each.Registered?.PostalCode,
                each.Registered?.Area,
                each.Registered?.Employees,
                each.Registered?.Size,
                each.Registered is not null,
                metIn.Any(looked.Contains),
                metIn.Count > 0 ? metIn[^1] : null);
        }).OrderBy(each => each.Id, StringComparer.Ordinal)];
    }

    /// <summary>Those of the register that were met in an edition, by their keys there.</summary>
    public static IReadOnlySet<string> InRegister(
        CompaniesOfMunicipality register, EditionTally edition, IReadOnlyDictionary<Guid, Company> visited, DateTimeOffset now) =>
        CompanyHistory.MetIn([edition], visited, now).Select(key => register.Find(key)?.Key).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>All, each town, and each size.</summary>
    public static IEnumerable<(string? Area, string? Size, IReadOnlyList<T> Companies)> GroupsOf<T>(
        IReadOnlyList<T> companies, Func<T, string?> areaOf, Func<T, CompanySize?> sizeOf) =>
        InTowns(companies, areaOf).Select(town => ((string?)town.Key, (string?)null, town.Companies))
            .Prepend((null, null, companies))
            .Concat(OfSizes(companies, sizeOf).Select(size => ((string?)null, (string?)size.Key, size.Companies)));

    /// <summary>All, each town, each size, and each size in each town.</summary>
    public static IReadOnlyList<MetFigures> FiguresOf(IReadOnlyList<KnownCompanyView> companies)
    {
        var registered = companies.Where(company => company.IsInRegister).ToList();
        return
        [
            .. GroupsOf(registered, company => company.Area, company => company.Size)
                .Concat(InTowns(registered, company => company.Area).SelectMany(town =>
                    OfSizes(town.Companies, company => company.Size).Select(size => ((string?)town.Key, (string?)size.Key, size.Companies))))
                .Select(group =>
                {
                    var (area, size, all) = group;
                    var met = all.Count(company => company.WasMet);
                    return new MetFigures(area, size, all.Count, met, all.Count - met);
                }),
        ];
    }

    private static IEnumerable<(string Key, IReadOnlyList<T> Companies)> InTowns<T>(IEnumerable<T> companies, Func<T, string?> areaOf) =>
        Groups(companies, company => areaOf(company) ?? Unknown, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<(string Key, IReadOnlyList<T> Companies)> OfSizes<T>(IEnumerable<T> companies, Func<T, CompanySize?> sizeOf) =>
        Groups(companies, company => sizeOf(company) is { } size ? KnownCompanyFilter.NameOf(size) : Unknown, StringComparer.Ordinal);

    private static IEnumerable<(string Key, IReadOnlyList<T> Companies)> Groups<T>(IEnumerable<T> companies, Func<T, string> by, IEqualityComparer<string> same) =>
        companies.GroupBy(by, same).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, (IReadOnlyList<T>)[.. group]));
}
