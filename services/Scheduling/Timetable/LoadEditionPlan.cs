using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Seats;
using BusinessFocus.Scheduling.Venues;
using BusinessFocus.Scheduling.VisitRequests;
using Marten;
using Marten.Linq.MatchesSql;

namespace BusinessFocus.Scheduling.Timetable;

public static class LoadEditionPlan
{
    /// <summary>What a decision about one plan has to know: all that takes place with one of its hosts or in its venue.</summary>
    public static async Task<EditionPlan> LoadAroundAsync(
        this IQuerySession reads, Edition edition, Plan plan, CancellationToken cancellationToken)
    {
        var id = new EditionId(edition.Id);
        var inTheWay = await reads.ActivitiesNeeding(id, plan.HostIds, plan.VenueId)
            .Where(activity => activity.Phase != Phase.Cancelled)
            .ToListAsync(cancellationToken);
        var venues = await reads.Query<Venue>().Where(venue => venue.EditionId == id).ToListAsync(cancellationToken);
        var hosts = await reads.LoadManyAsync<Host>(cancellationToken, plan.HostIds.Select(host => host.Value));
        return await reads.WithProposedVisitsAsync(Make(edition, venues, hosts, inTheWay, []), cancellationToken);
    }

    /// <summary>The activities that need one of some hosts, or a venue; cancelled ones too.</summary>
    public static IQueryable<Activity> ActivitiesNeeding(
        this IQuerySession reads, EditionId edition, IEnumerable<HostId> hosts, VenueId? venue)
    {
        // Containment is what the index on the documents answers.
        var needs = hosts.Select(host => $$$"""{"plan":{"hostIds":["{{{host}}}"]}}""")
            .Concat(venue is { } id ? [$$$"""{"plan":{"venueId":"{{{id}}}"}}"""] : Array.Empty<string>())
            .ToArray();
        return reads.Query<Activity>().Where(activity =>
            activity.EditionId == edition && activity.MatchesSql("d.data @> any (?::jsonb[])", (object)needs));
    }

    /// <summary>The venues and hosts of some activities: enough to show them, and nothing to decide on.</summary>
    public static async Task<EditionPlan> LoadForAsync(
        this IQuerySession reads, Edition edition, IReadOnlyCollection<Activity> activities, CancellationToken cancellationToken)
    {
        var venueIds = activities.Select(activity => activity.Plan?.VenueId?.Value).OfType<Guid>().Distinct();
        var hostIds = activities.SelectMany(activity => activity.Plan?.HostIds ?? []).Select(host => host.Value).Distinct();
        var venues = await reads.LoadManyAsync<Venue>(cancellationToken, venueIds);
        var hosts = await reads.LoadManyAsync<Host>(cancellationToken, hostIds);
        var seats = await reads.LoadManyAsync<SeatsKnown>(cancellationToken, activities.Select(activity => activity.Id));
        return Make(edition, venues, hosts, [], seats);
    }

    /// <summary>The whole edition, and its activities.</summary>
    public static async Task<(EditionPlan Plan, IReadOnlyList<Activity> Activities)> LoadWholeAsync(
        this IQuerySession reads, Edition edition, CancellationToken cancellationToken)
    {
        var id = new EditionId(edition.Id);
        var venues = await reads.Query<Venue>().Where(venue => venue.EditionId == id).ToListAsync(cancellationToken);
        var hosts = await reads.Query<Host>().Where(host => host.EditionId == id).ToListAsync(cancellationToken);
        var activities = await reads.Query<Activity>().Where(activity => activity.EditionId == id).ToListAsync(cancellationToken);
        var seats = await reads.Query<SeatsKnown>().Where(known => known.EditionId == id).ToListAsync(cancellationToken);
        return (await reads.WithProposedVisitsAsync(Make(edition, venues, hosts, activities, seats), cancellationToken), activities);
    }

    /// <summary>Until a company has answered, the delegation that was proposed to it is taken for that time, at the company.</summary>
    private static async Task<EditionPlan> WithProposedVisitsAsync(
        this IQuerySession reads, EditionPlan edition, CancellationToken cancellationToken)
    {
        var id = new EditionId(edition.Edition.Id);
        var proposed = await reads.Query<VisitRequest>()
            .Where(visit => visit.EditionId == id && visit.Status == VisitStatus.Proposed)
            .ToListAsync(cancellationToken);
        var withPlaces = edition with { Companies = proposed.ToImmutableDictionary(visit => new VenueId(visit.Id), visit => visit.AsVenue()) };
        return proposed.Aggregate(
            withPlaces, (plan, visit) => plan.With(new ActivityId(visit.Id), visit.PlanOf(visit.Proposal!, new VenueId(visit.Id))));
    }

    private static EditionPlan Make(
        Edition edition,
        IEnumerable<Venue> venues,
        IEnumerable<Host> hosts,
        IEnumerable<Activity> activities,
        IEnumerable<SeatsKnown> seats)
    {
        var id = new EditionId(edition.Id);
        var empty = new EditionPlan(
            edition,
            venues.Where(venue => venue.EditionId == id).ToImmutableDictionary(venue => new VenueId(venue.Id)),
            hosts.Where(host => host.EditionId == id).ToImmutableDictionary(host => new HostId(host.Id)),
            Reservations.None);
        return empty with
        {
            Reservations = Reservations.Of(activities
                .Where(activity => activity.Phase != Phase.Cancelled)
                .Select(activity => empty.ReservationOf(activity.ActivityId, activity.Plan!))),
            Seats = seats.ToImmutableDictionary(known => new ActivityId(known.Id)),
        };
    }
}
