using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Members;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Registration.Invitations;

/// <summary>By what an association's members can be chosen. It knows its own list, and a register of companies is public.</summary>
/// <param name="Members">How many addresses can be written to.</param>
/// <param name="Areas">The postal towns, by the municipality's register.</param>
/// <param name="CompanySizes">The sizes, by the list and else by the register.</param>
/// <param name="MemberGroups">The list's own groups, the largest first: at most 50.</param>
public sealed record MemberSegmentsView(
    int Members, IReadOnlyList<AreaOfMembers> Areas, IReadOnlyList<SizeOfMembers> CompanySizes, IReadOnlyList<GroupOfMembers> MemberGroups);

/// <summary>A town with members.</summary>
/// <param name="Area">The postal town.</param>
/// <param name="Members">How many addresses are there.</param>
public sealed record AreaOfMembers(string Area, int Members);

/// <summary>A size that members have.</summary>
/// <param name="CompanySize">Made of the employees.</param>
/// <param name="Members">How many addresses have it.</param>
public sealed record SizeOfMembers(CompanySize CompanySize, int Members);

/// <summary>A group of an association's list.</summary>
/// <param name="MemberGroup">As the list calls it.</param>
/// <param name="Members">How many addresses are in it.</param>
public sealed record GroupOfMembers(string MemberGroup, int Members);

/// <summary><c>GET /associations/{id}/invitations</c> and <c>/associations/{id}/segments</c>.</summary>
public static class ListInvitationsEndpoint
{
    public static void MapListInvitations(this RouteGroupBuilder api)
    {
        api.MapGet("/associations/{id}/invitations", ListAsync)
            .Only(Roles.Association, Roles.Organiser)
            .WithTags("Members")
            .Audited()
            .WithName("listInvitations")
            .WithSummary("List what an association invited to")
            .LinksParts();
        api.MapGet("/associations/{id}/segments", SegmentsAsync)
            .Only(Roles.Association)
            .WithTags("Members")
            .Audited()
            .WithName("memberSegments")
            .WithSummary("Read by what members can be chosen");
    }

    /// <summary>
    /// What an association invited its members to in an edition, the newest first, 50 unless <c>limit</c> says else; earlier ones are at the address in the header
    /// <c>Link</c>. For the association itself, and for organisers of all municipalities; others are refused with 403.
    /// </summary>
    /// <param name="id">The client name of the association, for instance "foretagarna".</param>
    /// <param name="edition">The edition's id. Of one that is not known there are none.</param>
    private static async Task<Results<Ok<IReadOnlyList<MemberInvitationView>>, ProblemHttpResult>> ListAsync(
        string id,
        [FromQuery] EditionId edition,
        [AsParameters] PartQuery part,
        HttpContext context,
        IQuerySession reads,
        InvitationReader reader,
        CancellationToken cancellationToken)
    {
        if (!PushMembersEndpoint.MayRead(context, id))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        var page = part.Page(PageQuery.Usual);
        var found = reads.Query<MemberInvitation>().Where(invitation => invitation.Association == id && invitation.Edition == edition.Value);
        if (page.KeyAs<Guid>() is { } after)
        {
            found = found.Where(invitation => invitation.Id < after);
        }

        // Their ids sort by time.
        var shown = page.Of(
            await found.OrderByDescending(invitation => invitation.Id).Take(page.Size + 1).ToListAsync(cancellationToken), invitation => invitation.Id.ToString());
        context.SetNext(shown.Next);
        var all = shown.Items;
        var afterwards = all.Count == 0 ? [] : await AfterwardsAsync(id, edition, all, reads, reader, cancellationToken);
        var names = await reads.ActorNamesAsync(all.Select(invitation => invitation.Sent!.By), cancellationToken);
        return TypedResults.Ok<IReadOnlyList<MemberInvitationView>>(
            [.. all.Select(invitation => MemberInvitationView.Of(invitation, names, afterwards.GetValueOrDefault(invitation.Id)))]);
    }

    private static async Task<Dictionary<Guid, int?>> AfterwardsAsync(
        string association, EditionId edition, IReadOnlyList<MemberInvitation> all, IQuerySession reads, InvitationReader reader, CancellationToken cancellationToken)
    {
        var facts = (await reader.ReadAsync(reads, association, edition, cancellationToken))!;
        var people = facts.Members.GroupBy(member => member.Company, StringComparer.Ordinal).ToDictionary(each => each.Key, each => ContactIds.Of(each.First().Email!), StringComparer.Ordinal);
        var afterwards = new Dictionary<Guid, int?>();
        foreach (var invitation in all)
        {
            var events = await reads.Events.FetchStreamAsync(invitation.Id, token: cancellationToken);
            var companies = events.Select(each => each.Data).OfType<CompaniesWereInvited>().SelectMany(each => each.Companies).ToList();
            var registered = facts.Registered(invitation.Sent!.ActivityId);
            afterwards[invitation.Id] = InvitationAudience.RegisteredAfterwards(
                companies, company => registered.Companies.Contains(company) || (people.TryGetValue(company, out var person) && registered.People.Contains(person)));
        }

        return afterwards;
    }

    /// <summary>
    /// By which towns, sizes and groups the members of an association can be chosen for an invitation, with how many have an address: only for the association
    /// itself, else 403. 404 where nothing of the edition was released.
    /// </summary>
    /// <param name="id">The client name of the association, for instance "foretagarna".</param>
    /// <param name="edition">The edition's id: its municipality's register says the towns.</param>
    private static async Task<Results<Ok<MemberSegmentsView>, ProblemHttpResult>> SegmentsAsync(
        string id, [FromQuery] EditionId edition, HttpContext context, IQuerySession reads, InvitationReader reader, CancellationToken cancellationToken)
    {
        if (!context.User.HasClaim(Roles.AssociationClaim, id))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        if (await reader.ReadAsync(reads, id, edition, cancellationToken) is not { } facts)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var members = facts.Candidates(activity: null);
        return TypedResults.Ok(new MemberSegmentsView(
            People(members),
            [.. members.Where(member => member.Area is not null).GroupBy(member => member.Area!, StringComparer.OrdinalIgnoreCase)
                .Select(area => new AreaOfMembers(area.Key, People(area))).OrderByDescending(area => area.Members).ThenBy(area => area.Area, StringComparer.Ordinal).Take(MemberSegment.MostAreas)],
            [.. members.Where(member => member.Size is not null).GroupBy(member => member.Size!.Value)
                .Select(size => new SizeOfMembers(size.Key, People(size))).OrderBy(size => size.CompanySize)],
            [.. members.Where(member => member.Group is not null).GroupBy(member => member.Group!, StringComparer.OrdinalIgnoreCase)
                .Select(group => new GroupOfMembers(group.Key, People(group))).OrderByDescending(group => group.Members).ThenBy(group => group.MemberGroup, StringComparer.Ordinal).Take(MemberSegment.MostGroups)]));

        static int People(IEnumerable<InvitationCandidate> of) => of.DistinctBy(member => member.Person).Count();
    }
}
