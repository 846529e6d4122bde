using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Somebody typed an address and has to show that it is theirs: the place is kept for a quarter of an hour. What is refused is what
/// <see cref="Register"/> refuses; and who is registered already, or has a place kept, is told the same as somebody new.
/// </summary>
public static class HoldSeats
{
    public const int Minutes = 15;

    /// <summary>Whoever asks again and again makes no letter each time.</summary>
    private static readonly TimeSpan UntilToldAgain = TimeSpan.FromMinutes(Minutes);

    /// <summary>Whether a place is kept for the person: whoever asks for them meanwhile, from wherever, gets nothing else than they do.</summary>
    public static bool IsHeldFor(ActivitySeats seats, Booking booking) => seats.HeldFor.ContainsKey(booking.Person.Id);

    /// <param name="onlyIfRoom">Whether they would rather have nothing than a place in line.</param>
    public static Decision Decide(ActivitySeats seats, Booking booking, DateTimeOffset now, bool onlyIfRoom = false)
    {
        if (Register.IsThere(seats, booking))
        {
            return Decision.Nothing;
        }

        var others = WithoutHoldOf(seats, booking.Person.Id);
        if (Register.RefusalOf(others, booking, now) is { } refusal)
        {
            return refusal;
        }

        if (onlyIfRoom && !Register.FitsNow(others, booking, now))
        {
            return Register.NoRoom(SeatProblems.NotEnoughLeft, others, booking, now);
        }

        return seats.ActiveOf.ContainsKey(booking.Person.Id) ? AskAgain(seats, booking.Person.Id, now)
            : seats.HeldFor.ContainsKey(booking.Person.Id) ? Decision.Nothing
            : Keep(seats, booking, now);
    }

    /// <summary>Several at once, which one letter tells of: seats at all of them, or nothing is kept.</summary>
    /// <param name="bookings">One for each, in the same order.</param>
    public static IReadOnlyList<Decision> DecideSeveral(IReadOnlyList<ActivitySeats> activities, IReadOnlyList<Booking> bookings, DateTimeOffset now)
    {
        if (activities.Zip(bookings).All(each => Register.IsThere(each.First, each.Second)))
        {
            return [.. activities.Select(_ => Decision.Nothing)];
        }

        var person = bookings[0].Person.Id;
        var others = activities.Select(seats => WithoutHoldOf(seats, person)).ToList();
        var asked = bookings.Zip(activities, (booking, seats) => RegisterForSeveral.For(booking, seats.Facts)).ToList();
        var refusals = asked.Select((booking, i) => RegisterForSeveral.RefusalOf(others, i, booking, now)).ToList();
        if (refusals.Any(refusal => refusal is not null))
        {
            return [.. refusals.Select(refusal => refusal is null ? Decision.Nothing : refusal)];
        }

        var kept = Enumerable.Range(0, activities.Count)
            .Where(i => !activities[i].ActiveOf.ContainsKey(person) && !activities[i].HeldFor.ContainsKey(person))
            .ToList();
        if (kept.Count == 0)
        {
            // One of them says so for all.
            var known = activities.Select(seats => seats.ActiveOf.ContainsKey(person)).ToList().IndexOf(true);
            return [.. activities.Select((seats, i) => i == known ? AskAgain(seats, person, now) : Decision.Nothing)];
        }

        var leader = asked[kept[0]].Id;
        var followers = kept.Skip(1).Select(i => new HeldPlace(activities[i].ActivityId, asked[i].Id)).ToList();
        return
        [
            .. activities.Select((seats, i) =>
                !kept.Contains(i) ? Decision.Nothing
                : i == kept[0] ? Keep(seats, asked[i], now, followers)
                : Keep(seats, asked[i], now, leader: leader)),
        ];
    }

    /// <summary>What is kept for this very address does not count against it.</summary>
    private static ActivitySeats WithoutHoldOf(ActivitySeats seats, ContactId person)
    {
        var uncommitted = new UncommittedEvents(seats);
        uncommitted.EndHoldOf(person);
        return uncommitted.Now;
    }

    private static Decision Keep(ActivitySeats seats, Booking booking, DateTimeOffset now, IReadOnlyList<HeldPlace>? followers = null, RegistrationId? leader = null)
    {
        var until = now.AddMinutes(Minutes);
        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Add(new SeatsHeld(
            booking,
            until < seats.Facts!.StartsAt ? until : seats.Facts.StartsAt,
            Register.FitsNow(seats, booking, now),
            followers is { Count: > 0 } ? followers : null,
            leader));
        return uncommitted.ToDecision();
    }

    private static Decision AskAgain(ActivitySeats seats, ContactId person, DateTimeOffset now)
    {
        var allocation = seats.Allocations[seats.ActiveOf[person]];
        if (allocation.AskedAgainAt is { } before && now - before < UntilToldAgain)
        {
            return Decision.Nothing;
        }

        var uncommitted = new UncommittedEvents(seats);
        uncommitted.Add(new SeatsAskedForAgain(allocation.Booking, now));
        return uncommitted.ToDecision();
    }
}

/// <summary>
/// The answer 202: places are kept until the address is confirmed by the link in a letter. It tells nothing of what the address has.
/// </summary>
/// <param name="ActivityIds">The activities at which a place is kept until the address is confirmed.</param>
/// <param name="Email">Where the letter goes.</param>
/// <param name="Minutes">How long the place is kept.</param>
public sealed record HeldView(IReadOnlyList<ActivityId> ActivityIds, string Email, int Minutes)
{
    public static HeldView Of(IReadOnlyList<ActivityId> activities, Booking booking) => new(activities, booking.Person.Email, HoldSeats.Minutes);
}
