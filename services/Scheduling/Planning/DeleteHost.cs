using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>An organiser removes a host with whom nothing is planned.</summary>
public static class DeleteHost
{
    /// <param name="activities">All of the edition.</param>
    /// <param name="visits">All requests of the edition: a proposed visit takes its hosts before it is an activity.</param>
    public static Removal MeaningOf(Host host, IEnumerable<Activity> activities, IEnumerable<VisitRequest> visits)
    {
        var id = new HostId(host.Id);
        return Removal.Of(
            new LocalizedText(host.Name),
            activities.Where(activity => activity.Plan is { } plan && plan.HostIds.Contains(id)).Select(UsedBy.Of)
                .Concat(visits
                    .Where(visit => visit is { Status: VisitStatus.Proposed, Proposal: { } proposal } && proposal.HostIds.Contains(id))
                    .Select(UsedBy.Of)));
    }

    public static Decision Decide(Host host, Removal meaning, DateTimeOffset now) =>
        host.Exists ? meaning.Decide([.. EventsOf(host, now)]) : CommonProblems.NotFound;

    /// <summary>Whoever writes to hosts forgets the address first.</summary>
    internal static IEnumerable<object> EventsOf(Host host, DateTimeOffset now)
    {
        if (host.Email is not null)
        {
            yield return new HostAddressed(new HostId(host.Id), host.EditionId, Email: null, now);
        }

        yield return new HostRemoved(new HostId(host.Id), host.EditionId, now);
    }
}

/// <summary>The endpoint of <see cref="DeleteHost"/>.</summary>
public static class DeleteHostEndpoint
{
    public static void MapDeleteHost(this RouteGroupBuilder api) =>
        api.MapDelete("/hosts/{id}", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Venues and hosts")
            .Audited()
            .WithName("deleteHost")
            .WithSummary("Delete a host whom nothing uses");

    /// <summary>
    /// Removes a host with whom nothing is planned and no visit is proposed: the address by which they sign in is forgotten, the link to
    /// their agenda opens nothing, and nobody is told. 409 <c>in-use</c> with what is planned with them, cancelled activities too, while there is
    /// anything. 404 where they are gone already. For organisers.
    /// </summary>
    /// <param name="preview">True shows what it comes to, also where it would be refused, and stores nothing.</param>
    private static async Task<Results<Ok<Removal>, ProblemHttpResult>> HandleAsync(
        HostId id,
        [FromQuery] bool? preview,
        IfMatch ifMatch,
        ISessionFactory sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LoadAsync<Host>(id.Value, cancellationToken) is not { } known
            || await session.LockEditionAsync(known.EditionId, cancellationToken) is null)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var activities = await session.Query<Activity>().Where(activity => activity.EditionId == known.EditionId).ToListAsync(cancellationToken);
        var visits = await session.Query<VisitRequest>().Where(visit => visit.EditionId == known.EditionId).ToListAsync(cancellationToken);
        var meaning = DeleteHost.MeaningOf(known, activities, visits);
        if (preview is true)
        {
            return TypedResults.Ok(meaning with { Preview = true });
        }

        var decided = await session.DecideAndSaveAsync<Host>(
            id.Value, ifMatch.Expected, host => DeleteHost.Decide(host, meaning, clock.GetUtcNow()), cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.Ok(meaning);
    }
}
