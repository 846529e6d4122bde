using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Streams;
using BusinessFocus.Scheduling.Venues;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>An organiser removes an edition in which nothing was ever planned, with its places and hosts.</summary>
public static class DeleteEdition
{
    /// <param name="activities">All of the edition, as what follows.</param>
    public static Removal MeaningOf(
        Edition edition,
        IEnumerable<Activity> activities,
        IEnumerable<VisitRequest> visits,
        IReadOnlyCollection<Venue> venues,
        IReadOnlyCollection<Host> hosts)
    {
        var releases = edition.ReleasedAt is { } at ? new[] { new UsedBy(UserKind.Release, StartsAt: at) } : [];
        return Removal.Of(edition.Name, activities.Select(UsedBy.Of).Concat(visits.Select(UsedBy.Of)).Concat(releases)) with
        {
            Venues = venues.Count,
            Hosts = hosts.Count,
            TravelTimes = edition.TravelTimes.Count,
        };
    }

    public static Decision Decide(Edition edition, Removal meaning, DateTimeOffset now) =>
        edition.Exists ? meaning.Decide(new EditionDeleted(new EditionId(edition.Id), now)) : CommonProblems.NotFound;

    /// <summary>What goes with it.</summary>
    public static IEnumerable<StreamEvent> Alongside(Edition edition, IEnumerable<Venue> venues, IEnumerable<Host> hosts, DateTimeOffset now) =>
        venues.Select(venue => new StreamEvent(venue.Id, new VenueRemoved(new VenueId(venue.Id), new EditionId(edition.Id), now)))
            .Concat(hosts.SelectMany(host => DeleteHost.EventsOf(host, now).Select(@event => new StreamEvent(host.Id, @event))));
}

/// <summary>The endpoint of <see cref="DeleteEdition"/>.</summary>
public static class DeleteEditionEndpoint
{
    public static void MapDeleteEdition(this RouteGroupBuilder api) =>
        api.MapDelete("/editions/{idOrSlug}", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Editions")
            .WithName("deleteEdition")
            .WithSummary("Delete an edition that nothing was planned in");

    /// <summary>
    /// Removes an edition in which nothing was ever planned or released and no company has asked for a visit, with its venues and hosts; its slug
    /// is free from then on, and nobody is told. 409 <c>in-use</c> with what it has, cancelled activities too. 404 where it is gone already. For
    /// organisers.
    /// </summary>
    /// <param name="preview">True shows what it comes to, also where it would be refused, and stores nothing.</param>
    private static async Task<Results<Ok<Removal>, ProblemHttpResult>> HandleAsync(
        string idOrSlug,
        [FromQuery] bool? preview,
        IfMatch ifMatch,
        ISessionFactory sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.FindEditionAsync(idOrSlug, cancellationToken) is not { } found
            || await session.LockEditionAsync(new EditionId(found.Id), cancellationToken) is not { Aggregate: { } edition } stream)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        if (ifMatch.Expected.Number is { } expected && expected != edition.StreamVersion)
        {
            return CommonProblems.Stale.With("version", edition.StreamVersion).ToAnswer();
        }

        var id = new EditionId(edition.Id);
        var activities = await session.Query<Activity>().Where(activity => activity.EditionId == id).ToListAsync(cancellationToken);
        var visits = await session.Query<VisitRequest>().Where(visit => visit.EditionId == id).ToListAsync(cancellationToken);
        var venues = await session.Query<Venue>().Where(venue => venue.EditionId == id).ToListAsync(cancellationToken);
        var hosts = await session.Query<Host>().Where(host => host.EditionId == id).ToListAsync(cancellationToken);
        var meaning = DeleteEdition.MeaningOf(edition, activities, visits, venues, hosts);
        if (preview is true)
        {
            return TypedResults.Ok(meaning with { Preview = true });
        }

        var decision = DeleteEdition.Decide(edition, meaning, clock.GetUtcNow());
        if (decision.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        stream.AppendMany(decision.Events);
        foreach (var gone in DeleteEdition.Alongside(edition, venues, hosts, clock.GetUtcNow()))
        {
            session.Events.Append(gone.Stream, gone.Event);
        }

        await session.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(meaning);
    }
}
