using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Members;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Registration.Participation;

/// <summary><c>GET /associations/{id}/reach</c>.</summary>
public static class ReadAssociationReachEndpoint
{
    public static void MapReadAssociationReach(this RouteGroupBuilder api) =>
        api.MapGet("/associations/{id}/reach", HandleAsync)
            .Only(Roles.Association, Roles.Organiser)
            .WithTags("Members")
            .Audited()
            .WithName("associationReach")
            .WithSummary("Read what an association's members booked and came to");

    /// <summary>
    /// What the members of an association booked and came to in an edition, in numbers: for the association itself, and for organisers of all
    /// municipalities; others are refused with 403. Every number is of at least seven members, also where one is taken from another; what is of fewer
    /// is left out. Members are those in its list now; of those who named no company nothing is counted.
    /// </summary>
    /// <param name="id">The client name of the association, for instance "foretagarna".</param>
    /// <param name="edition">The edition's id. 404 where nothing of it was released.</param>
    private static async Task<Results<Ok<AssociationReachView>, ProblemHttpResult>> HandleAsync(
        string id,
        [FromQuery] EditionId edition,
        HttpContext context,
        StoredEditions stored,
        MemberDirectory members,
        IQuerySession reads,
        CancellationToken cancellationToken)
    {
        if (!PushMembersEndpoint.MayRead(context, id))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        return await stored.ReadUntilAsync(edition, reads, editions => AssociationReach.Of(id, editions[^1], members.AssociationsOf), cancellationToken) is { } view
            ? TypedResults.Ok(view)
            : CommonProblems.NotFound.ToAnswer();
    }
}
