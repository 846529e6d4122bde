using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.Scheduling.Venues;

namespace BusinessFocus.Scheduling.Timetable;

/// <summary>What an activity reserves: hosts, and a place, for a time.</summary>
/// <param name="Venue">Null where it needs none that others could need too.</param>
/// <param name="Room">Null where it needs all of the venue.</param>
/// <param name="Capacity">Seats; 0 for an open house as a whole, whose slots take the registrations.</param>
/// <param name="SetUp">The room is taken that long before the start.</param>
/// <param name="TakeDown">The room is taken that long after the end.</param>
public sealed record Reservation(
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

    public static Reservation Of(ActivityId id, Plan plan) => new(
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
public sealed class Reservations
{
    private readonly ImmutableDictionary<ActivityId, Reservation> all;
    private readonly ImmutableDictionary<HostId, ImmutableList<Reservation>> byHost;
    private readonly ImmutableDictionary<VenueId, ImmutableList<Reservation>> byVenue;

    private Reservations(
        ImmutableDictionary<ActivityId, Reservation> all,
        ImmutableDictionary<HostId, ImmutableList<Reservation>> byHost,
        ImmutableDictionary<VenueId, ImmutableList<Reservation>> byVenue) =>
        (this.all, this.byHost, this.byVenue) = (all, byHost, byVenue);

    public static Reservations None { get; } = new(
        ImmutableDictionary<ActivityId, Reservation>.Empty,
        ImmutableDictionary<HostId, ImmutableList<Reservation>>.Empty,
        ImmutableDictionary<VenueId, ImmutableList<Reservation>>.Empty);

    public IEnumerable<Reservation> All => all.Values;

    public static Reservations Of(IEnumerable<Reservation> reservations)
    {
        var all = reservations.ToImmutableDictionary(reservation => reservation.ActivityId);
        return new Reservations(
            all,
            all.Values
                .SelectMany(reservation => reservation.Hosts.Distinct().Select(host => (host, reservation)))
                .GroupBy(each => each.host, each => each.reservation)
                .ToImmutableDictionary(group => group.Key, group => group.ToImmutableList()),
            all.Values
                .Where(reservation => reservation.Venue is not null)
                .GroupBy(reservation => reservation.Venue!.Value)
                .ToImmutableDictionary(group => group.Key, group => group.ToImmutableList()));
    }

    public IReadOnlyList<Reservation> With(HostId host) => byHost.GetValueOrDefault(host) ?? [];

    public IReadOnlyList<Reservation> In(VenueId venue) => byVenue.GetValueOrDefault(venue) ?? [];

    /// <summary>The same with one more, or with one that has become another.</summary>
    public Reservations And(Reservation reservation)
    {
        var others = Without(reservation.ActivityId);
        return new Reservations(
            others.all.Add(reservation.ActivityId, reservation),
            reservation.Hosts.Distinct().Aggregate(others.byHost, (known, host) => known.SetItem(host, (known.GetValueOrDefault(host) ?? []).Add(reservation))),
            reservation.Venue is { } venue
                ? others.byVenue.SetItem(venue, (others.byVenue.GetValueOrDefault(venue) ?? []).Add(reservation))
                : others.byVenue);
    }

    public Reservations Without(ActivityId id) => all.TryGetValue(id, out var reservation) ? Without(reservation) : this;

    private Reservations Without(Reservation reservation) => new(
        all.Remove(reservation.ActivityId),
        reservation.Hosts.Distinct().Aggregate(byHost, (known, host) => known.SetItem(host, known[host].Remove(reservation))),
        reservation.Venue is { } venue ? byVenue.SetItem(venue, byVenue[venue].Remove(reservation)) : byVenue);
}

/// <summary>What cannot do what an activity needs of it.</summary>
public enum ClashOver
{
    /// <summary>Somebody who meets the visitors.</summary>
    Host,

    /// <summary>The place.</summary>
    Venue,
}

/// <summary>Why a host or a venue cannot do what an activity needs.</summary>
public enum ClashWhy
{
    /// <summary>Another activity has the host or the venue then.</summary>
    Taken,

    /// <summary>The host cannot get there, or from there, in time.</summary>
    Travel,

    /// <summary>The venue is not open for all of it, set-up and take-down included.</summary>
    Closed,

    /// <summary>The host does not work for all of it.</summary>
    OffHours,

    /// <summary>The host cannot come then, whatever the working hours.</summary>
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
    ClashWhy Why, HostId? Host, VenueId? Venue, Reservation? With, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int? Minutes = null);

/// <summary>A host or a venue is never in two places at once, travel and set-up included.</summary>
public static class Clashes
{
    /// <summary>Every clash that <paramref name="wanted"/> makes, by time. An end and a start at the same moment do not clash.</summary>
    public static IReadOnlyList<Overlap> Of(Reservation wanted, EditionPlan edition)
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

    private static void AddVenueClashes(List<Overlap> clashes, Reservation wanted, Venue venue, EditionPlan edition)
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

        foreach (var other in edition.Reservations.In(id))
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

    private static void AddHostClashes(List<Overlap> clashes, Reservation wanted, HostId id, Venue? venue, EditionPlan edition)
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

        foreach (var other in edition.Reservations.With(id))
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
    private static bool NeedTheSameRoom(Reservation one, Reservation other) =>
        !AreOpenHouse(one, other) && (one.Room is null || other.Room is null || one.Room == other.Room);

    /// <summary>An officer's slots lie within the open house at which the officer is.</summary>
    private static bool IsPartOf(Reservation one, Reservation other) =>
        AreOpenHouse(one, other) && one.Capacity == 0 != (other.Capacity == 0);

    private static bool AreOpenHouse(Reservation one, Reservation other) =>
        one.Kind == ActivityKind.OpenHouse && other.Kind == ActivityKind.OpenHouse;
}
