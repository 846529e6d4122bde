using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Invitations;

/// <summary>Whom an invitation would go to, were it sent now.</summary>
/// <param name="Members">How many addresses the segment has, whether they have registered or not.</param>
/// <param name="Recipients">To how many of them it would be sent; left out where that would tell of one to six who have registered.</param>
/// <param name="Fewest">To how many it has to be sent at least.</param>
public sealed record InvitationPreview(int Members, int? Recipients, int Fewest);

/// <summary><c>POST /associations/{id}/invitations</c> and its preview.</summary>
public static class InviteMembersEndpoint
{
    public static void MapInviteMembers(this RouteGroupBuilder api)
    {
        api.MapPost("/associations/{id}/invitations", SendAsync)
            .Validates<InviteMembers.Request>()
            .Only(Roles.Association)
            .WithTags("Members")
            .Audited()
            .WithName("inviteMembers")
            .WithSummary("Invite members of an association");
        api.MapPost("/associations/{id}/invitations/preview", PreviewAsync)
            .Validates<InviteMembers.Request>()
            .Only(Roles.Association)
            .WithTags("Members")
            .Audited()
            .WithName("previewInvitation")
            .WithSummary("Count whom an invitation would go to");
    }

    /// <summary>
    /// Invites members of an association's own list to an edition, or to an activity of it: only for the association itself, else 403. Each address gets
    /// one letter, which Notification writes; nobody else sees the addresses. 202: it is stored, and the letters go soon after. The same to the same
    /// segment within a day is the same invitation, and answered as it was. 404 <c>no-such-activity</c>, <c>not-found</c> where nothing of the edition was
    /// released. 409 <c>segment-too-small</c> for fewer than seven, <c>nothing-to-invite-to</c>, <c>invitation-repeated</c> for the same words to another
    /// segment, <c>too-many-invitations</c> after three to an edition within seven days; <c>again</c> says when it can be sent.
    /// </summary>
    /// <param name="id">The client name of the association, for instance "foretagarna".</param>
    private static async Task<Results<Accepted<MemberInvitationView>, ProblemHttpResult>> SendAsync(
        string id,
        InviteMembers.Request request,
        HttpContext context,
        ISessionFactory sessions,
        InvitationReader reader,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!context.User.HasClaim(Roles.AssociationClaim, id))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        await using var session = sessions.OpenSession();

        // One after the other, so that each is counted.
        await session.HoldOneAsync($"member invitations {id}", cancellationToken);
        var (decision, audience, already) = await DecideAsync(id, request, context, session, reader, clock, cancellationToken);
        if (already is null)
        {
            if (decision!.Refusal is { } refusal)
            {
                return refusal.ToAnswer();
            }

            var invited = decision.Events.OfType<MembersWereInvited>().Single();
            session.Events.StartStream<MemberInvitation>(invited.InvitationId.Value, decision.Events);
            session.Insert(InvitationPage.Of(invited.InvitationId, audience!.Invited).ToArray());
            await session.SaveChangesAsync(cancellationToken);
            already = States.After<MemberInvitation>(decision.Events);
        }

        return TypedResults.Accepted(
            $"/api/v1/associations/{id}/invitations", MemberInvitationView.Of(already, await session.ActorNamesAsync([already.Sent!.By], cancellationToken)));
    }

    /// <summary>
    /// How many an invitation would go to; nothing is stored or sent. Takes what an invitation is sent with, and is refused for what it would be refused
    /// for. Only for the association itself, else 403. The letter is in <c>POST /associations/{id}/invitations/letter</c>.
    /// </summary>
    /// <param name="id">The client name of the association, for instance "foretagarna".</param>
    private static async Task<Results<Ok<InvitationPreview>, ProblemHttpResult>> PreviewAsync(
        string id,
        InviteMembers.Request request,
        HttpContext context,
        IQuerySession reads,
        InvitationReader reader,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!context.User.HasClaim(Roles.AssociationClaim, id))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        var (decision, audience, already) = await DecideAsync(id, request, context, reads, reader, clock, cancellationToken);
        return already is null && decision!.Refusal is { } refusal
            ? refusal.ToAnswer()
            : TypedResults.Ok(new InvitationPreview(audience!.Segment, audience.Recipients, InvitationAudience.Fewest));
    }

    /// <returns>What it comes to, and the same where it was sent already; an audience but where it is refused for what it invites to.</returns>
    private static async Task<(Decision? Decision, InvitationAudience? Audience, MemberInvitation? Already)> DecideAsync(
        string association,
        InviteMembers.Request request,
        HttpContext context,
        IQuerySession reads,
        InvitationReader reader,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(reads, association, request.EditionId, cancellationToken) is not { } facts)
        {
            return (CommonProblems.NotFound, null, null);
        }

        var now = clock.GetUtcNow();
        if (facts.Target(request.ActivityId, now) is not { } target)
        {
            return (SeatProblems.NoSuchActivity, null, null);
        }

        var (edition, since) = (request.EditionId.Value, now - InviteMembers.Lately);
        var earlier = await reads.Query<MemberInvitation>()
            .Where(invitation => invitation.Association == association && invitation.Edition == edition && invitation.At > since)
            .ToListAsync(cancellationToken);
        var audience = InvitationAudience.Decide(request.Segment, facts.Candidates(request.ActivityId));
        if (InviteMembers.SentAlready(request, earlier, now) is { } already)
        {
            return (null, audience, already);
        }

        var decision = InviteMembers.Decide(
            MemberInvitationId.New(),
            association,
            context.User.FindFirst("sub")?.Value ?? association,
            request,
            target,
            audience,
            earlier,
            await InvitationReader.ListVersionAsync(reads, association, cancellationToken),
            now);
        return (decision, audience, null);
    }
}
