using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Companies;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Participation;

/// <summary>A company, and what it did over the editions.</summary>
/// <param name="Id">What it is called in addresses: made of its number, or of its name where it said no number.</param>
/// <param name="OrganisationNumber">A sole trader's is masked; left out where it is not known.</param>
/// <param name="Name">As the municipality's register has it, else as it was written last; left out where nobody wrote one.</param>
/// <param name="Editions">Those in which there is anything of it, in their order. People who were forgotten are in none.</param>
public sealed record CompanyParticipationView(string Id, string? OrganisationNumber, string? Name, IReadOnlyList<CompanyInEdition> Editions);

/// <summary><c>GET /municipalities/{municipality}/companies/{company}</c>.</summary>
public static class ReadCompanyParticipationEndpoint
{
    public static void MapReadCompanyParticipation(this RouteGroupBuilder api) =>
        api.MapGet("/municipalities/{municipality}/companies/{company}", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Check-in")
            .Audited()
            .WithName("companyParticipation")
            .WithSummary("Read what a company did over the editions");

    /// <summary>
    /// What a company did in each of a municipality's editions: registrations, seats, who came in numbers, conversations and visits, its own among
    /// them. Nothing of whom it sent or what was talked about. 404 where nothing is known of it.
    /// </summary>
    /// <param name="municipality">Whose editions, as they have it: small letters, digits and hyphens.</param>
    /// <param name="company">The company's <c>id</c>.</param>
    private static async Task<Results<Ok<CompanyParticipationView>, ProblemHttpResult>> HandleAsync(
        string municipality,
        string company,
        StoredEditions stored,
        CompanyRegisters registers,
        IQuerySession reads,
        RegistrationKeys keys,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var register = await registers.OfAsync(municipality, reads, cancellationToken);
        var visited = await reads.VisitedCompaniesAsync(cancellationToken);
        var view = await stored.ReadAllOfAsync(municipality, reads, Read, cancellationToken);
        return view is { Found: { } found } ? TypedResults.Ok(found) : CommonProblems.NotFound.ToAnswer();

        Answer Read(IReadOnlyList<EditionTally> editions)
        {
            var registered = register.All.FirstOrDefault(each => CompanyKey.IdOf(each.Key, keys) == company);
            var (key, known) = CompanyHistory.CompaniesIn(editions, visited).FirstOrDefault(each => CompanyKey.IdOf(each.Key, keys) == company);
            var ids = registered is not null ? register.KeysOf(registered) : new HashSet<string>(key is null ? [] : [key]);
            var did = CompanyHistory.Of(ids, editions, visited, clock.GetUtcNow());
            return new Answer(did.Count == 0 && registered is null
                ? null
                : new CompanyParticipationView(company, registered?.OrganisationNumber ?? known?.OrganisationNumber, registered?.Name ?? known?.Name, did));
        }
    }

    /// <summary>The visited companies by their visits' activities.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, Company>> VisitedCompaniesAsync(this IQuerySession reads, CancellationToken cancellationToken) =>
        (await reads.Query<VisitedCompany>().ToListAsync(cancellationToken)).ToDictionary(each => each.Id.Value, each => each.Company);

    private sealed record Answer(CompanyParticipationView? Found);
}
