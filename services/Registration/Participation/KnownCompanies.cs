using BusinessFocus.Contracts;
using BusinessFocus.Registration.Companies;
using BusinessFocus.Registration.Keys;
using Marten;

namespace BusinessFocus.Registration.Participation;

/// <summary>The companies of a municipality as they are now.</summary>
public sealed class KnownCompanies(StoredEditions stored, CompanyRegisters registers, IQuerySession reads, RegistrationKeys keys, TimeProvider clock)
{
    /// <param name="last">How many of the last editions are looked at.</param>
    public async Task<(IReadOnlyList<KnownCompanyView> All, IReadOnlyList<EditionId> Editions)> ReadAsync(
        string municipality, int last, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var register = await registers.OfAsync(municipality, reads, cancellationToken);
        var visited = await reads.VisitedCompaniesAsync(cancellationToken);
        var read = await stored.ReadAllOfAsync(
            municipality,
            reads,
            editions => Tuple.Create(
                MetCompanies.Of(register, editions, visited, last, keys, now),
                (IReadOnlyList<EditionId>)[.. MetCompanies.Last(last, editions, now).Select(edition => edition.Id)]),
            cancellationToken);
        return (read.Item1, read.Item2);
    }
}
