using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.Scheduling.Venues;
using CsCheck;

namespace BusinessFocus.Scheduling.Tests.Timetable;

/// <summary>
/// Clash detection beside a model that walks through every minute and looks who is where, who is on the way, and what is
/// open. Around the night in which summer time ends, so that the clock on the wall and the minutes differ.
/// </summary>
public sealed class ClashesAgainstBruteForce
{
    private static readonly HostId[] People = [.. Enumerable.Range(0, 4).Select(_ => HostId.New())];
    private static readonly VenueId[] Places = [.. Enumerable.Range(0, 3).Select(_ => VenueId.New())];
    private static readonly DateTimeOffset Midnight = new(2026, 10, 25, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Reservation> AnyReservation =
        from start in Gen.Int[0, 90]
        from length in Gen.Int[1, 30]
        from kind in Gen.Bool.Select(isOpenHouse => isOpenHouse ? ActivityKind.OpenHouse : ActivityKind.Seminar)
        from place in Gen.Int[-1, Places.Length - 1]
        from room in Gen.Int[0, 2].Select(i => i switch { 0 => null, 1 => "A", _ => "B" })
        from shuffled in Gen.Shuffle(People)
        from count in Gen.Int[0, 3]
        from capacity in Gen.Int[0, 30]
        from setUp in Gen.Int[0, 8]
        from takeDown in Gen.Int[0, 8]
        select new Reservation(
            ActivityId.New(),
            kind,
            new LocalizedText("x"),
            Midnight.AddMinutes(start),
            Midnight.AddMinutes(start + length),
            place < 0 ? null : Places[place],
            place < 0 ? null : room,
            shuffled.Take(count).ToList(),
            capacity,
            TimeSpan.FromMinutes(setUp),
            TimeSpan.FromMinutes(takeDown));

    /// <summary>02:00 to 04:30 on the clock, of which an hour is there twice.</summary>
    private static readonly Gen<WeeklyHours> AnyHours =
        from start in Gen.Int[0, 120]
        from length in Gen.Int[1, 120]
        select new WeeklyHours(DayOfWeek.Sunday, new TimeOnly(1, 0).AddMinutes(start), new TimeOnly(1, 0).AddMinutes(start + length));

    private static readonly Gen<EditionPlan> AnyEdition =
        from hours in AnyHours.List[0, 2].Array[Places.Length + People.Length]
        from away in Gen.Select(Gen.Int[0, 90], Gen.Int[1, 20]).List[0, 1].Array[People.Length]
        from capacity in Gen.Int[10, 40].Array[Places.Length]
        from minutes in Gen.Int[0, 25].Array[3]
        select new EditionPlan(
            new Edition
            {
                TravelTimes =
                [
                    new TravelTime(Places[0], Places[1], minutes[0]),
                    new TravelTime(Places[2], Places[0], minutes[1]),
                    new TravelTime(Places[1], Places[2], minutes[2]),
                ],
            },
            Places.Select((id, i) => new Venue
            {
                Id = id.Value,
                Name = $"Venue {i}",
                Shared = true,
                Capacity = capacity[i],
                Details = new VenueDetails([new Room("A", 5), new Room("B")], null, hours[i]),
            }).ToImmutableDictionary(venue => new VenueId(venue.Id)),
            People.Select((id, i) => new Host
            {
                Id = id.Value,
                Name = $"Host {i}",
                WorkingHours = hours[Places.Length + i],
                Unavailable = away[i].Select(each => new Period(Midnight.AddMinutes(each.Item1), Midnight.AddMinutes(each.Item1 + each.Item2))).ToList(),
            }).ToImmutableDictionary(host => new HostId(host.Id)),
            Reservations.None);

    [Fact]
    public void Both_find_the_same_clashes() =>
        Gen.Select(AnyReservation, AnyReservation.List[0, 8], AnyEdition).Sample(
            (wanted, booked, edition) =>
            {
                var found = Clashes.Of(wanted, edition with { Reservations = Reservations.Of(booked) })
                    .Select(overlap => (overlap.Why, overlap.Host, overlap.Venue, overlap.With?.ActivityId))
                    .ToHashSet();
                return found.SetEquals(ByTheMinute(wanted, booked, edition));
            },
            iter: 2_000);

    [Fact]
    public void What_is_added_one_by_one_is_found_like_what_was_there_from_the_start() =>
        Gen.Select(AnyReservation, AnyReservation.List[1, 8], AnyEdition, Gen.Int[0, 7]).Sample(
            (wanted, booked, edition, moved) =>
            {
                // One of them is booked somewhere else first, and then moves.
                var first = booked[moved % booked.Count] with { Venue = Places[0], Hosts = People, StartsAt = Midnight, EndsAt = Midnight.AddHours(2) };
                var oneByOne = booked.Aggregate(Reservations.None.And(first), (reservations, reservation) => reservations.And(reservation));
                return Clashes.Of(wanted, edition with { Reservations = oneByOne }).ToHashSet()
                    .SetEquals(Clashes.Of(wanted, edition with { Reservations = Reservations.Of(booked) }));
            },
            iter: 500);

    private static HashSet<(ClashWhy, HostId?, VenueId?, ActivityId?)> ByTheMinute(
        Reservation wanted, IReadOnlyList<Reservation> booked, EditionPlan edition)
    {
        var clashes = new HashSet<(ClashWhy, HostId?, VenueId?, ActivityId?)>();
        if (wanted.Venue is { } venueId)
        {
            var venue = edition.Venues[venueId];
            if (!Minutes(wanted.TakenFrom, wanted.TakenUntil).All(minute => IsWithin(venue.Details.OpeningHours, minute)))
            {
                clashes.Add((ClashWhy.Closed, null, venueId, null));
            }

            if (wanted.Capacity > (wanted.Room == "A" ? 5 : venue.Capacity))
            {
                clashes.Add((ClashWhy.TooSmall, null, venueId, null));
            }
        }

        foreach (var host in wanted.Hosts)
        {
            if (!Minutes(wanted.StartsAt, wanted.EndsAt).All(minute => IsWithin(edition.Hosts[host].WorkingHours, minute)))
            {
                clashes.Add((ClashWhy.OffHours, host, null, null));
            }

            if (Minutes(wanted.StartsAt, wanted.EndsAt).Any(minute =>
                edition.Hosts[host].Unavailable.Any(away => away.StartsAt <= minute && minute < away.EndsAt)))
            {
                clashes.Add((ClashWhy.Unavailable, host, null, null));
            }
        }

        foreach (var other in booked)
        {
            var bothOpenHouse = wanted.Kind == ActivityKind.OpenHouse && other.Kind == ActivityKind.OpenHouse;
            if (!bothOpenHouse
                && wanted.Venue is not null
                && wanted.Venue == other.Venue
                && RoomsOf(wanted).Intersect(RoomsOf(other)).Any()
                && Minutes(wanted.TakenFrom, wanted.TakenUntil).Intersect(Minutes(other.TakenFrom, other.TakenUntil)).Any())
            {
                clashes.Add((ClashWhy.Taken, null, wanted.Venue, other.ActivityId));
            }

            foreach (var host in wanted.Hosts.Intersect(other.Hosts))
            {
                if (bothOpenHouse && (wanted.Capacity == 0) != (other.Capacity == 0))
                {
                    continue;
                }

                if (Minutes(wanted.StartsAt, wanted.EndsAt).Intersect(Minutes(other.StartsAt, other.EndsAt)).Any())
                {
                    clashes.Add((ClashWhy.Taken, host, null, other.ActivityId));
                }
                else if (Minutes(wanted.StartsAt, wanted.EndsAt).Intersect(OnTheWay(wanted, other, edition)).Any())
                {
                    clashes.Add((ClashWhy.Travel, host, null, other.ActivityId));
                }
            }
        }

        return clashes;
    }

    /// <summary>The minutes in which somebody from the other activity's place cannot be at the wanted one's.</summary>
    private static IEnumerable<DateTimeOffset> OnTheWay(Reservation wanted, Reservation other, EditionPlan edition)
    {
        var way = edition.Edition.TravelTimes.FirstOrDefault(way =>
            (way.FromVenueId == wanted.Venue && way.ToVenueId == other.Venue) || (way.FromVenueId == other.Venue && way.ToVenueId == wanted.Venue));
        return way is null ? [] : Minutes(other.StartsAt.AddMinutes(-way.Minutes), other.EndsAt.AddMinutes(way.Minutes));
    }

    private static string[] RoomsOf(Reservation reservation) => reservation.Room is { } room ? [room] : ["A", "B", "the rest"];

    private static bool IsWithin(IReadOnlyList<WeeklyHours> week, DateTimeOffset minute)
    {
        // The hour that is there twice is 00:00 to 02:00 in UTC; hours begin when the clock shows them first.
        var windows = week.Select(hours => (
            From: Stockholm.Moment(new DateTime(2026, 10, 25) + hours.From.ToTimeSpan()),
            To: Stockholm.Moment(new DateTime(2026, 10, 25) + hours.To.ToTimeSpan())));
        return week.Count == 0 || windows.Any(window => window.From <= minute && minute < window.To);
    }

    private static IEnumerable<DateTimeOffset> Minutes(DateTimeOffset from, DateTimeOffset to)
    {
        for (var minute = from; minute < to; minute = minute.AddMinutes(1))
        {
            yield return minute;
        }
    }
}
