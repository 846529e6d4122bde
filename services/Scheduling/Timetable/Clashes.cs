using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.Scheduling.Venues;

namespace BusinessFocus.Scheduling.Timetable;

/// <summary>What an activity needs for itself: people, and a place, for a time.</summary>
/// <param name="Venue">Null where it needs none that others could need too.</param>
/// <param name="Room">Null where it needs all of the venue.</param>
/// <param name="Capacity">Seats; 0 for an open house as a whole, whose slots take the registrations.</param>
/// <param name="SetUp">The room is taken that long before the start.</param>
/// <param name="TakeDown">The room is taken that long after the end.</param>
public sealed record Booking(
    ActivityId ActivityId,
    ActivityKind Kind,
    LocalizedText Title,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    VenueId? Venue,
    string? Room,
    IReadOnlyList<HostId> Hosts,
    int Capacity,
    TimeSpan SetUp,
    TimeSpan TakeDown)
{
    /// <summary>The longest set-up and take-down.</summary>
    public const int MostMinutesAround = 480;

    public DateTimeOffset TakenFrom => StartsAt - SetUp;

    public DateTimeOffset TakenUntil => EndsAt + TakeDown;

    public static Booking Of(ActivityId id, Plan plan) => new(
        id,
        plan.Kind,
        plan.Title,
        plan.StartsAt,
        plan.EndsAt,
        plan.VenueId,
        plan.Room,
        plan.HostIds,
        plan.Capacity,
        TimeSpan.FromMinutes(plan.SetUpMinutes),
        TimeSpan.FromMinutes(plan.TakeDownMinutes));
}

/// <summary>All that is planned, found by the host or venue that it needs.</summary>
public sealed class Bookings
{
    private readonly ImmutableDictionary<ActivityId, Booking> all;
    private readonly ImmutableDictionary<HostId, ImmutableList<Booking>> byHost;
    private readonly ImmutableDictionary<VenueId, ImmutableList<Booking>> byVenue;

    private Bookings(
        ImmutableDictionary<ActivityId, Booking> all,
        ImmutableDictionary<HostId, ImmutableList<Booking>> byHost,
        ImmutableDictionary<VenueId, ImmutableList<Booking>> byVenue) =>
        (this.all, this.byHost, this.byVenue) = (all, byHost, byVenue);

    public static Bookings None { get; } = new(
        ImmutableDictionary<ActivityId, Booking>.Empty,
        ImmutableDictionary<HostId, ImmutableList<Booking>>.Empty,
        ImmutableDictionary<VenueId, ImmutableList<Booking>>.Empty);

    public IEnumerable<Booking> All => all.Values;

    public static Bookings Of(IEnumerable<Booking> bookings)
    {
        var all = bookings.ToImmutableDictionary(booking => booking.ActivityId);
        return new Bookings(
            all,
            all.Values
                .SelectMany(booking => booking.Hosts.Distinct().Select(host => (host, booking)))
                .GroupBy(each => each.host, each => each.booking)
                .ToImmutableDictionary(group => group.Key, group => group.ToImmutableList()),
            all.Values
                .Where(booking => booking.Venue is not null)
                .GroupBy(booking => booking.Venue!.Value)
                .ToImmutableDictionary(group => group.Key, group => group.ToImmutableList()));
    }

    public IReadOnlyList<Booking> With(HostId host) => byHost.GetValueOrDefault(host) ?? [];

    public IReadOnlyList<Booking> In(VenueId venue) => byVenue.GetValueOrDefault(venue) ?? [];

    /// <summary>The same with one more, or with one that has become another.</summary>
    public Bookings And(Booking booking)
    {
        var others = Without(booking.ActivityId);
        return new Bookings(
            others.all.Add(booking.ActivityId, booking),
            booking.Hosts.Distinct().Aggregate(others.byHost, (known, host) => known.SetItem(host, (known.GetValueOrDefault(host) ?? []).Add(booking))),
            booking.Venue is { } venue
                ? others.byVenue.SetItem(venue, (others.byVenue.GetValueOrDefault(venue) ?? []).Add(booking))
                : others.byVenue);
    }

    public Bookings Without(ActivityId id) => all.TryGetValue(id, out var booking) ? Without(booking) : this;

    private Bookings Without(Booking booking) => new(
        all.Remove(booking.ActivityId),
        booking.Hosts.Distinct().Aggregate(byHost, (known, host) => known.SetItem(host, known[host].Remove(booking))),
        booking.Venue is { } venue ? byVenue.SetItem(venue, byVenue[venue].Remove(booking)) : byVenue);
}

public enum ClashOver
{
    Host,
    Venue,
}

public enum ClashWhy
{
    /// <summary>Another activity has the host or the venue then.</summary>
    Taken,

    /// <summary>The host cannot get there, or from there, in time.</summary>
    Travel,

    /// <summary>The venue is not open for all of it, set-up included.</summary>
    Closed,

    /// <summary>The host does not work for all of it.</summary>
    OffHours,

    /// <summary>The host has said not to be available.</summary>
    Unavailable,

    /// <summary>The room holds fewer people than the activity has seats.</summary>
    TooSmall,
}

/// <summary>Why a host or a venue cannot do what an activity needs of it. Exactly one of the two is set.</summary>
/// <param name="With">The activity that is in the way; null where none is.</param>
/// <param name="StartsAt">UTC: of what is in the way.</param>
/// <param name="EndsAt">UTC: of what is in the way.</param>
/// <param name="Minutes">Of travel; null for anything else.</param>
public sealed record Overlap(
    ClashWhy Why, HostId? Host, VenueId? Venue, Booking? With, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int? Minutes = null);

/// <summary>A host or a venue is never in two places at once, travel and set-up included.</summary>
public static class Clashes
{
    /// <summary>Every clash that <paramref name="wanted"/> makes, by time. An end and a start at the same moment do not clash.</summary>
    public static IReadOnlyList<Overlap> Of(Booking wanted, EditionPlan edition)
    {
        var clashes = new List<Overlap>();
        var venue = wanted.Venue is { } venueId ? edition.PlaceOf(venueId) : null;
        if (venue is not null)
        {
            AddVenueClashes(clashes, wanted, venue, edition);
        }

        foreach (var host in wanted.Hosts)
        {
            AddHostClashes(clashes, wanted, host, venue, edition);
        }

        clashes.Sort((one, other) => one.StartsAt.CompareTo(other.StartsAt));
        return clashes;
    }

    private static void AddVenueClashes(List<Overlap> clashes, Booking wanted, Venue venue, EditionPlan edition)
    {
        var id = new VenueId(venue.Id);
        if (!Week.Covers(venue.Details.OpeningHours, wanted.TakenFrom, wanted.TakenUntil))
        {
            clashes.Add(new Overlap(ClashWhy.Closed, null, id, null, wanted.TakenFrom, wanted.TakenUntil));
        }

        if (venue.CapacityOf(wanted.Room) < wanted.Capacity)
        {
            clashes.Add(new Overlap(ClashWhy.TooSmall, null, id, null, wanted.StartsAt, wanted.EndsAt));
        }

        foreach (var other in edition.Bookings.In(id))
        {
            if (other.ActivityId != wanted.ActivityId
                && other.TakenFrom < wanted.TakenUntil
                && wanted.TakenFrom < other.TakenUntil
                && NeedTheSameRoom(wanted, other))
            {
                clashes.Add(new Overlap(ClashWhy.Taken, null, id, other, other.StartsAt, other.EndsAt));
            }
        }
    }

    private static void AddHostClashes(List<Overlap> clashes, Booking wanted, HostId id, Venue? venue, EditionPlan edition)
    {
        var host = edition.Hosts[id];
        if (!Week.Covers(host.WorkingHours, wanted.StartsAt, wanted.EndsAt))
        {
            clashes.Add(new Overlap(ClashWhy.OffHours, id, null, null, wanted.StartsAt, wanted.EndsAt));
        }

        foreach (var away in host.Unavailable)
        {
            if (away.Overlaps(wanted.StartsAt, wanted.EndsAt))
            {
                clashes.Add(new Overlap(ClashWhy.Unavailable, id, null, null, away.StartsAt, away.EndsAt));
            }
        }

        foreach (var other in edition.Bookings.With(id))
        {
            if (other.ActivityId == wanted.ActivityId || IsPartOf(wanted, other))
            {
                continue;
            }

            if (other.StartsAt < wanted.EndsAt && wanted.StartsAt < other.EndsAt)
            {
                clashes.Add(new Overlap(ClashWhy.Taken, id, null, other, other.StartsAt, other.EndsAt));
                continue;
            }

            var between = other.EndsAt <= wanted.StartsAt ? wanted.StartsAt - other.EndsAt : other.StartsAt - wanted.EndsAt;
            if (venue is not null
                && between.TotalMinutes < TravelTimes.MostMinutes
                && other.Venue is { } otherVenue
                && edition.TravelTimes.Between(venue, edition.PlaceOf(otherVenue)!).Minutes is var minutes
                && between < TimeSpan.FromMinutes(minutes))
            {
                clashes.Add(new Overlap(ClashWhy.Travel, id, null, other, other.StartsAt, other.EndsAt, minutes));
            }
        }
    }

    /// <summary>Officers of an open house talk side by side in one place; otherwise whoever needs all of a venue needs each of its rooms.</summary>
    private static bool NeedTheSameRoom(Booking one, Booking other) =>
        !AreOpenHouse(one, other) && (one.Room is null || other.Room is null || one.Room == other.Room);

    /// <summary>An officer's slots lie within the open house at which the officer is.</summary>
    private static bool IsPartOf(Booking one, Booking other) =>
        AreOpenHouse(one, other) && one.Capacity == 0 != (other.Capacity == 0);

    private static bool AreOpenHouse(Booking one, Booking other) =>
        one.Kind == ActivityKind.OpenHouse && other.Kind == ActivityKind.OpenHouse;
}
