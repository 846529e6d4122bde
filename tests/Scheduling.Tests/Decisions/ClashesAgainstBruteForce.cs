using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;
using CsCheck;

namespace BusinessFocus.Scheduling.Tests.Decisions;

/// <summary>Clash detection beside a model that walks through every minute and looks who is where.</summary>
public sealed class ClashesAgainstBruteForce
{
    private static readonly HostId[] People = [.. Enumerable.Range(0, 4).Select(_ => HostId.New())];
    private static readonly VenueId[] Places = [.. Enumerable.Range(0, 3).Select(_ => VenueId.New())];
    private static readonly DateTimeOffset Day = new(2026, 10, 25, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Booking> AnyBooking =
        from start in Gen.Int[0, 60]
        from length in Gen.Int[1, 30]
        from kind in Gen.Bool.Select(isOpenHouse => isOpenHouse ? ActivityKind.OpenHouse : ActivityKind.Seminar)
        from place in Gen.Int[-1, Places.Length - 1]
        from shuffled in Gen.Shuffle(People)
        from count in Gen.Int[0, 3]
        from takesRegistrations in Gen.Bool
        select new Booking(
            ActivityId.New(),
            kind,
            new LocalizedText("x"),
            Day.AddMinutes(start),
            Day.AddMinutes(start + length),
            place < 0 ? null : Places[place],
            shuffled.Take(count).ToList(),
            takesRegistrations);

    [Fact]
    public void Both_find_the_same_clashes() =>
        Gen.Select(AnyBooking, AnyBooking.List[0, 12]).Sample((wanted, booked) =>
        {
            var found = Clashes.Of(wanted, booked).Select(overlap => (overlap.With.ActivityId, overlap.Host, overlap.Venue)).ToHashSet();
            return found.SetEquals(ByTheMinute(wanted, booked));
        });

    private static HashSet<(ActivityId, HostId?, VenueId?)> ByTheMinute(Booking wanted, IReadOnlyList<Booking> booked)
    {
        var clashes = new HashSet<(ActivityId, HostId?, VenueId?)>();
        for (var minute = wanted.StartsAt; minute < wanted.EndsAt; minute = minute.AddMinutes(1))
        {
            foreach (var other in booked.Where(other => other.StartsAt <= minute && minute < other.EndsAt))
            {
                var bothOpenHouse = wanted.Kind == ActivityKind.OpenHouse && other.Kind == ActivityKind.OpenHouse;
                if (!bothOpenHouse && wanted.Venue is not null && wanted.Venue == other.Venue)
                {
                    clashes.Add((other.ActivityId, null, wanted.Venue));
                }

                foreach (var host in wanted.Hosts.Intersect(other.Hosts))
                {
                    if (!bothOpenHouse || wanted.TakesRegistrations == other.TakesRegistrations)
                    {
                        clashes.Add((other.ActivityId, host, null));
                    }
                }
            }
        }

        return clashes;
    }
}
