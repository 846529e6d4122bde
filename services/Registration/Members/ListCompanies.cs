using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace BusinessFocus.Registration.Members;

/// <summary>A company that some association has in its list: one company, however many memberships.</summary>
/// <param name="OrganisationNumber">A sole trader's is masked.</param>
/// <param name="Name">As the association first in alphabetical order writes it.</param>
/// <param name="Memberships">The client names of the associations that have it in their lists, for instance "foretagarna".</param>
public sealed record CompanyWithMemberships(string OrganisationNumber, string Name, IReadOnlyList<string> Memberships);

/// <summary>
/// <c>GET /companies</c>: for organisers of all municipalities; one of a single municipality is refused with 403. The companies in the associations'
/// member lists, each once, whether they have registered for anything or not. In pages, in no order that means anything.
/// </summary>
public static class ListCompaniesEndpoint
{
    public static void MapListCompanies(this RouteGroupBuilder api) =>
        api.MapGet("/companies", HandleAsync)
            .Validates<PageQuery>()
            .Only(Roles.Organiser)
            .WithTags("Members")
            .Audited()
            .WithName("listCompanies")
            .WithSummary("List the companies in the member lists");

    private static async Task<Ok<Page<CompanyWithMemberships>>> HandleAsync(
        [AsParameters] PageQuery page, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var found = await MemberTable.CompaniesAsync(database, page.Key ?? "", page.Size + 1, cancellationToken);
        var one = page.Of(found, each => each.Member.Company);
        return TypedResults.Ok(new Page<CompanyWithMemberships>(
            one.Items.Select(each => new CompanyWithMemberships(each.Member.OrganisationNumber, each.Member.Name, each.Associations)).ToList(), one.Next));
    }
}
