using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Venues;
using Marten;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>What the venues and hosts of an activity's plans were called: also those that were removed since.</summary>
internal static class NamesInHistory
{
    /// <param name="events">All of the activity's.</param>
    public static async Task<Dictionary<Guid, string>> NamesForAsync(
        this IQuerySession reads, EditionId edition, IEnumerable<object> events, CancellationToken cancellationToken)
    {
        var venues = await reads.Query<Venue>().Where(venue => venue.EditionId == edition).ToListAsync(cancellationToken);
        var hosts = await reads.Query<Host>().Where(host => host.EditionId == edition).ToListAsync(cancellationToken);
        var names = venues.Select(venue => (venue.Id, venue.Name)).Concat(hosts.Select(host => (host.Id, host.Name)))
            .ToDictionary(each => each.Id, each => each.Name);
        foreach (var removed in events.SelectMany(UsedIn).Distinct().Where(id => !names.ContainsKey(id)).ToList())
        {
            var past = await reads.Events.FetchStreamAsync(removed, token: cancellationToken);
            if (past.Select(@event => NameIn(@event.Data)).LastOrDefault(name => name is not null) is { } name)
            {
                names[removed] = name;
            }
        }

        return names;
    }

    private static IEnumerable<Guid> UsedIn(object @event) => @event switch
    {
        ActivityPlanned planned => UsedIn(planned.Plan),
        ActivityReplanned replanned => UsedIn(replanned.Plan),
        _ => [],
    };

    private static IEnumerable<Guid> UsedIn(Plan plan) =>
        plan.HostIds.Select(host => host.Value).Concat(plan.VenueId is { } venue ? [venue.Value] : Array.Empty<Guid>());

    private static string? NameIn(object @event) => @event switch
    {
        VenueAdded added => added.Name,
        VenueChanged changed => changed.Name,
        HostAdded added => added.Name,
        HostChanged changed => changed.Name,
        _ => null,
    };
}
