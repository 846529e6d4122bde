using System.Collections.Concurrent;
using BusinessFocus.Registration.Members;
using Marten;
using Npgsql;

namespace BusinessFocus.Registration.Companies;

/// <summary>A municipality's register in memory.</summary>
/// <param name="Version">How often it was taken in; 0 where it never was.</param>
/// <param name="All">By their keys.</param>
public sealed record CompaniesOfMunicipality(int Version, IReadOnlyList<RegisteredCompany> All)
{
    private readonly Dictionary<string, RegisteredCompany> byKey = All.ToDictionary(each => each.Key, StringComparer.Ordinal);

    /// <summary>Those whose name no other has, by the key of a company that is known by its name alone.</summary>
    private readonly Dictionary<string, RegisteredCompany> byName = All.GroupBy(each => CompanyKey.OfName(each.Name), StringComparer.Ordinal)
        .Where(named => named.Count() == 1).ToDictionary(named => named.Key, named => named.Single(), StringComparer.Ordinal);

    /// <summary>The company that has this key, or the name that it is made of; null for none.</summary>
    public RegisteredCompany? Find(string key) => byKey.GetValueOrDefault(key) ?? byName.GetValueOrDefault(key);

    /// <summary>All that a company is known by: its number, and its name where no other in the register has it.</summary>
    public IReadOnlySet<string> KeysOf(RegisteredCompany company) =>
        byName.ContainsKey(CompanyKey.OfName(company.Name)) ? new HashSet<string> { company.Key, CompanyKey.OfName(company.Name) } : new HashSet<string> { company.Key };
}

/// <summary>The registers, each read when it is asked for and again when it was taken in anew.</summary>
public sealed class CompanyRegisters(NpgsqlDataSource database)
{
    private readonly ConcurrentDictionary<string, CompaniesOfMunicipality> known = new(StringComparer.Ordinal);

    public async Task<CompaniesOfMunicipality> OfAsync(string municipality, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<CompanyRegister>(municipality, cancellationToken) is not { } register)
        {
            return new CompaniesOfMunicipality(0, []);
        }

        if (known.TryGetValue(municipality, out var read) && read.Version == register.Pushes)
        {
            return read;
        }

        return known[municipality] = new CompaniesOfMunicipality(register.Pushes, await RegisterTable.ReadAsync(database, municipality, cancellationToken));
    }
}
