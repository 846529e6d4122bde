using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Scheduling.Activities;

/// <summary>What an activity needs for itself: people, and a place, for a time.</summary>
/// <param name="Venue">Null where it needs none that others could need too.</param>
/// <param name="TakesRegistrations">False for an open house as a whole, whose slots take them.</param>
public sealed record Booking(
    ActivityId ActivityId,
    ActivityKind Kind,
    LocalizedText Title,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    VenueId? Venue,
    IReadOnlyList<HostId> Hosts,
    bool TakesRegistrations)
{
    public static Booking Of(ActivityId id, Plan plan) => new(
        id, plan.Kind, plan.Title, plan.StartsAt, plan.EndsAt, plan.VenueId, plan.HostIds, plan.Capacity > 0);
}

/// <summary>A host or a venue that two activities need at the same time. Exactly one of the two is set.</summary>
/// <param name="With">The activity that has it already.</param>
public sealed record Overlap(Booking With, HostId? Host, VenueId? Venue);

/// <summary>A host or a venue is never in two places at once.</summary>
public static class Clashes
{
    /// <summary>Every clash that <paramref name="wanted"/> would make, by time. An end and a start at the same moment do not clash.</summary>
    public static IReadOnlyList<Overlap> Of(Booking wanted, IEnumerable<Booking> booked)
    {
        var clashes = new List<Overlap>();
        foreach (var other in booked)
        {
            if (other.ActivityId == wanted.ActivityId || other.EndsAt <= wanted.StartsAt || wanted.EndsAt <= other.StartsAt)
            {
                continue;
            }

            if (wanted.Venue is { } venue && other.Venue == venue && !ShareTheRoom(wanted, other))
            {
                clashes.Add(new Overlap(other, Host: null, venue));
            }

            if (!IsPartOf(wanted, other))
            {
                clashes.AddRange(wanted.Hosts.Where(other.Hosts.Contains).Select(host => new Overlap(other, host, Venue: null)));
            }
        }

        return clashes.OrderBy(clash => clash.With.StartsAt).ToList();
    }

    /// <summary>Officers of an open house talk side by side in one place.</summary>
    private static bool ShareTheRoom(Booking one, Booking other) =>
        one.Kind == ActivityKind.OpenHouse && other.Kind == ActivityKind.OpenHouse;

    /// <summary>An officer's slots lie within the open house at which the officer is.</summary>
    private static bool IsPartOf(Booking one, Booking other) =>
        ShareTheRoom(one, other) && one.TakesRegistrations != other.TakesRegistrations;
}
