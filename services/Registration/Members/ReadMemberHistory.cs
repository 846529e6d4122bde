using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Members;

/// <summary>A push that changed an association's list: who pushed, when, and what became different.</summary>
/// <param name="At">UTC.</param>
/// <param name="By">The account's or the client's id; left out in what was pushed before it was kept.</param>
/// <param name="Members">How many the association had after it.</param>
/// <param name="Added">Companies that were new to the list.</param>
/// <param name="Changed">Members of which something became different.</param>
/// <param name="Removed">Members that left the list.</param>
/// <param name="Refused">Rows that were not taken in.</param>
/// <param name="Actor">Whom <c>by</c> stands for.</param>
public sealed record MemberPushView(DateTimeOffset At, string? By, int Members, int Added, int Changed, int Removed, int Refused, Actor? Actor = null);

/// <summary>
/// <c>GET /associations/{id}/members/history</c>: for the association itself, and for organisers of all municipalities; others are refused with 403.
/// The pushes that changed something, the newest first, 100 unless <c>limit</c> says else; earlier ones are at the address in the header <c>Link</c>. A push that changed
/// nothing, and a dry run, is not among them.
/// </summary>
public static class ReadMemberHistoryEndpoint
{
    private const int Usual = 100;

    public static void MapReadMemberHistory(this RouteGroupBuilder api) =>
        api.MapGet("/associations/{id}/members/history", HandleAsync)
            .Only(Roles.Association, Roles.Organiser)
            .WithTags("Members")
            .Audited()
            .WithName("memberHistory")
            .WithSummary("Read the history of a member list")
            .LinksParts();

    /// <param name="id">The client name of the association, for instance "foretagarna".</param>
    private static async Task<Results<Ok<IReadOnlyList<MemberPushView>>, ProblemHttpResult>> HandleAsync(
        string id, [AsParameters] PartQuery part, HttpContext context, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (!PushMembersEndpoint.MayRead(context, id))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        var page = part.Page(Usual);
        var found = reads.Events.QueryRawEventDataOnly<MemberListPushed>().Where(pushed => pushed.Association == id);
        if (page.Key is { } key)
        {
            // One list has one push at a time.
            var (before, _) = MomentCursor.Read(key);
            found = found.Where(pushed => pushed.At < before);
        }

        var pushes = page.Of(await found.OrderByDescending(pushed => pushed.At).Take(page.Size + 1).ToListAsync(cancellationToken), last => MomentCursor.Of(last.At, Guid.Empty));
        context.SetNext(pushes.Next);
        var names = await reads.ActorNamesAsync(pushes.Items.Select(each => each.By), cancellationToken);
        return TypedResults.Ok<IReadOnlyList<MemberPushView>>(pushes.Items
            .Select(each => new MemberPushView(each.At, each.By, each.Members, each.Added, each.Changed, each.Removed, each.Refused, names.Of(each.By)))
            .ToList());
    }
}
