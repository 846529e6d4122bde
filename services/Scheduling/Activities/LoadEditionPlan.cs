using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Venues;
using Marten;

namespace BusinessFocus.Scheduling.Activities;

public static class LoadEditionPlan
{
    /// <summary>What a decision about one plan has to know: its venue, its hosts, and what takes place at the same time.</summary>
    public static async Task<EditionPlan> LoadAroundAsync(
        this IQuerySession reads, Edition edition, Plan plan, CancellationToken cancellationToken)
    {
        var id = new EditionId(edition.Id);
        var venue = plan.VenueId is { } venueId ? await reads.LoadAsync<Venue>(venueId.Value, cancellationToken) : null;
        var hosts = await reads.LoadManyAsync<Host>(cancellationToken, plan.HostIds.Select(host => host.Value));
        var atTheSameTime = await reads.Query<Activity>()
            .Where(activity => activity.EditionId == id
                && activity.Phase != Phase.Cancelled
                && activity.Plan!.StartsAt < plan.EndsAt
                && activity.Plan!.EndsAt > plan.StartsAt)
            .ToListAsync(cancellationToken);
        return Make(edition, venue is null ? [] : [venue], hosts, atTheSameTime);
    }

    /// <summary>The venues and hosts of some activities: enough to show them, and nothing to decide on.</summary>
    public static async Task<EditionPlan> LoadForAsync(
        this IQuerySession reads, Edition edition, IReadOnlyCollection<Activity> activities, CancellationToken cancellationToken)
    {
        var venueIds = activities.Select(activity => activity.Plan?.VenueId?.Value).OfType<Guid>().Distinct();
        var hostIds = activities.SelectMany(activity => activity.Plan?.HostIds ?? []).Select(host => host.Value).Distinct();
        var venues = await reads.LoadManyAsync<Venue>(cancellationToken, venueIds);
        var hosts = await reads.LoadManyAsync<Host>(cancellationToken, hostIds);
        return Make(edition, venues, hosts, []);
    }

    /// <summary>The whole edition, and its activities.</summary>
    public static async Task<(EditionPlan Plan, IReadOnlyList<Activity> Activities)> LoadWholeAsync(
        this IQuerySession reads, Edition edition, CancellationToken cancellationToken)
    {
        var id = new EditionId(edition.Id);
        var venues = await reads.Query<Venue>().Where(venue => venue.EditionId == id).ToListAsync(cancellationToken);
        var hosts = await reads.Query<Host>().Where(host => host.EditionId == id).ToListAsync(cancellationToken);
        var activities = await reads.Query<Activity>().Where(activity => activity.EditionId == id).ToListAsync(cancellationToken);
        return (Make(edition, venues, hosts, activities), activities);
    }

    private static EditionPlan Make(
        Edition edition, IEnumerable<Venue> venues, IEnumerable<Host> hosts, IEnumerable<Activity> activities)
    {
        var id = new EditionId(edition.Id);
        return new EditionPlan(
            edition,
            venues.Where(venue => venue.EditionId == id).ToImmutableDictionary(venue => new VenueId(venue.Id)),
            hosts.Where(host => host.EditionId == id).ToImmutableDictionary(host => new HostId(host.Id)),
            activities
                .Where(activity => activity.Phase != Phase.Cancelled)
                .ToImmutableDictionary(activity => activity.ActivityId, activity => Booking.Of(activity.ActivityId, activity.Plan!)));
    }
}
