using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace BusinessFocus.Registration.Members;

/// <summary>A member as its association sees it.</summary>
/// <param name="OrganisationNumber">A sole trader's is masked.</param>
/// <param name="Name">The company's, as the association writes it.</param>
/// <param name="Email">Where the member's letters go; left out where none is known.</param>
/// <param name="Phone">E.164; left out where none is known.</param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="Employees">How many the company has; left out where that is not known.</param>
/// <param name="MemberGroup">In which group the association has it; left out for none.</param>
public sealed record MemberView(string OrganisationNumber, string Name, string? Email, string? Phone, string Language, int? Employees, string? MemberGroup)
{
    public static MemberView Of(Member member) =>
        new(member.OrganisationNumber, member.Name, member.Email, member.Phone, member.Language, member.Employees, member.Group);
}

/// <summary>
/// <c>GET /associations/{id}/members</c>: for the association itself, and for organisers of all municipalities; others are refused with 403. In
/// pages, in no order that means anything. An unknown association has an empty list.
/// </summary>
public static class ListMembersEndpoint
{
    public static void MapListMembers(this RouteGroupBuilder api) =>
        api.MapGet("/associations/{id}/members", HandleAsync)
            .Validates<PageQuery>()
            .Only(Roles.Association, Roles.Organiser)
            .WithTags("Members")
            .Audited()
            .WithName("listMembers")
            .WithSummary("List the members of an association");

    /// <param name="id">The client name of the association, for instance "foretagarna".</param>
    private static async Task<Results<Ok<Page<MemberView>>, ProblemHttpResult>> HandleAsync(
        string id, [AsParameters] PageQuery page, HttpContext context, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        if (!PushMembersEndpoint.MayRead(context, id))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        var found = await MemberTable.PageAsync(database, id, page.Key ?? "", page.Size + 1, cancellationToken);
        var one = page.Of(found, member => member.Company);
        return TypedResults.Ok(new Page<MemberView>(one.Items.Select(MemberView.Of).ToList(), one.Next));
    }
}
