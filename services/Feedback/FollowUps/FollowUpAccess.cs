using System.Security.Claims;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Areas;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>Whoever works with cases: an organiser sees all, a host those of the areas that name them.</summary>
/// <param name="Name">The <c>sub</c>.</param>
/// <param name="Hosts">Who they are in each edition; none for a host that the token does not name, who sees nothing.</param>
public sealed record Caseworker(string Name, bool SeesAll, IReadOnlyList<HostId> Hosts)
{
    public static Caseworker Of(ClaimsPrincipal user) => new(
        user.Identity!.Name!,
        user.IsInRole(Roles.Organiser),
        [.. user.FindAll(Roles.HostClaim).Select(claim => HostId.TryParse(claim.Value, out var host) ? host : (HostId?)null).OfType<HostId>()]);

    /// <summary>The keys of the areas whose cases they see; null for all.</summary>
    public IReadOnlyList<string>? Sees(KnownAreas areas) => SeesAll ? null : [.. Hosts.SelectMany(areas.OfHost).Distinct()];

    public bool MaySee(FollowUp followUp, KnownAreas areas) => followUp.Exists && Sees(areas)?.Contains(followUp.Area) != false;
}

/// <summary>
/// Authorizes those whom a case concerns to see it and decide on it. To anybody else it does not exist: not even its version is told.
/// </summary>
public sealed class FollowUpAccess(ISessionFactory sessions)
{
    public static string[] Staff { get; } = [Roles.Organiser, Roles.Host];

    /// <returns>Null where there is no such case for this asker.</returns>
    public static async Task<FollowUp?> FindAsync(IQuerySession reads, FollowUpId id, HttpContext context, CancellationToken cancellationToken) =>
        await reads.LoadAsync<FollowUp>(id.Value, cancellationToken) is { } found
            && Caseworker.Of(context.User).MaySee(found, await KnownAreas.ReadAsync(reads, cancellationToken))
                ? found
                : null;

    /// <param name="decide">Pure; may be called more than once. By whom is the third.</param>
    public async Task<Results<Ok<FollowUpView>, ProblemHttpResult>> DecideAsync(
        FollowUpId id, ExpectedVersion expected, HttpContext context, Func<FollowUp, KnownAreas, string, Decision> decide, CancellationToken cancellationToken)
    {
        var caseworker = Caseworker.Of(context.User);
        KnownAreas areas;
        await using (var reads = sessions.QuerySession())
        {
            areas = await KnownAreas.ReadAsync(reads, cancellationToken);
            if (await reads.LoadAsync<FollowUp>(id.Value, cancellationToken) is not { } found || !caseworker.MaySee(found, areas))
            {
                return FollowUpProblems.NoSuchFollowUp.ToAnswer();
            }
        }

        var decided = await sessions.DecideAsync<FollowUp>(
            id.Value,
            expected,
            // It can have gone to another area meanwhile.
            followUp => caseworker.MaySee(followUp, areas) ? decide(followUp, areas, caseworker.Name) : FollowUpProblems.NoSuchFollowUp,
            cancellationToken);
        return decided.ToAnswer(context.Response, FollowUpView.Of);
    }
}
