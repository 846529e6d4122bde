using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Registration.Seats;

/// <summary>All allocations of one activity: who has seats, who waits, in which order.</summary>
public sealed record ActivitySeats : IState<ActivitySeats>
{
    public static ActivitySeats Initial { get; } = new();

    public Guid Id { get; set; }

    public ActivityId ActivityId => new(Id);

    /// <summary>Null until Scheduling has released it.</summary>
    public ActivityTerms? Facts { get; init; }

    /// <summary>Every registration there was, the ended ones too.</summary>
    public ImmutableDictionary<RegistrationId, Allocation> Allocations { get; init; } = ImmutableDictionary<RegistrationId, Allocation>.Empty;

    /// <summary>The one registration that a person has here and that has not ended.</summary>
    public ImmutableDictionary<ContactId, RegistrationId> ActiveOf { get; init; } = ImmutableDictionary<ContactId, RegistrationId>.Empty;

    /// <summary>The place that is kept for an address until it is confirmed. Who has a registration here has none.</summary>
    public ImmutableDictionary<ContactId, RegistrationId> HeldFor { get; init; } = ImmutableDictionary<ContactId, RegistrationId>.Empty;

    /// <summary>Who waits, by the order in which they came.</summary>
    public ImmutableSortedDictionary<long, RegistrationId> Waiting { get; init; } = ImmutableSortedDictionary<long, RegistrationId>.Empty;

    /// <summary>Who was told that they wait for more seats than the activity has, as long as that is so.</summary>
    public ImmutableHashSet<RegistrationId> TooLarge { get; init; } = [];

    public Tally Tally { get; init; } = Tally.None;

    /// <summary>Seats of each company, those that wait included.</summary>
    public ImmutableDictionary<string, int> SeatsOfCompany { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>How many allocations there have been: the next one's place in the order.</summary>
    public long Arrivals { get; init; }

    /// <summary>The waiting list as it is at <paramref name="now"/>: members first while their window lasts, then first come, first served.</summary>
    public IEnumerable<Allocation> Line(DateTimeOffset now)
    {
        var waiting = Waiting.Values.Select(id => Allocations[id]);
        return now < Facts?.MembersUntil ? waiting.OrderByDescending(each => each.Booking.IsMember) : waiting;
    }

    /// <summary>1 is next; null for one that does not wait. Whoever is skipped keeps their place, and holds nobody back.</summary>
    public int? PositionOf(RegistrationId id, DateTimeOffset now)
    {
        var line = Line(now).ToList();
        var index = line.FindIndex(each => each.Booking.Id == id);
        return index < 0 ? null : 1 + line.Take(index).Count(each => CanFit(each.Booking));
    }

    public Allocation? Active(RegistrationId id) =>
        Allocations.TryGetValue(id, out var allocation) && allocation.Status is not (AllocationStatus.Ended or AllocationStatus.Held) ? allocation : null;

    /// <summary>
    /// Who gets free seats next. A group is never split, and where the first in line does not fit, the seats wait for it;
    /// except that a smaller one may go before it for as long as the organiser lets it. One that is larger
    /// than the activity is skipped.
    /// </summary>
    public Allocation? NextInLine(DateTimeOffset now)
    {
        foreach (var each in Line(now))
        {
            if (each.Booking.Seats <= Tally.Left)
            {
                return each;
            }

            if (!MayBeOvertaken(each.Booking, now))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Whether a smaller group may take the seats that this one does not fit in.</summary>
    public bool MayBeOvertaken(Booking booking, DateTimeOffset now) =>
        !CanFit(booking) || (booking.Seats > Tally.Left && now < Facts!.OvertakenUntil(booking.RegisteredAt));

    /// <summary>Whether the activity has so many seats at all: a capacity can be lowered while a group waits.</summary>
    public bool CanFit(Booking booking) => booking.Seats <= Tally.Capacity;

    /// <summary>Whether somebody waits for the seats that are free, or become so.</summary>
    public bool IsWaitedFor => Waiting.Values.Any(id => CanFit(Allocations[id].Booking));

    public ActivitySeats Evolve(object @event) => @event switch
    {
        ActivityAnnounced announced => this with
        {
            Facts = announced.Facts,
            Tally = Tally with { Capacity = announced.Facts.Capacity },
            TooLarge = TooLarge.Where(id => Allocations[id].Booking.Seats > announced.Facts.Capacity).ToImmutableHashSet(),
        },
        GroupTooLarge tooLarge => this with { TooLarge = TooLarge.Add(tooLarge.Booking.Id) },
        SeatsHeld held => Keep(held),
        HoldConfirmed confirmed => Confirm(confirmed),
        HoldsEnded ended => ended.Registrations.Aggregate(this, (seats, id) => seats.EndHold(id)),
        SeatsAskedForAgain again => With(Allocations[again.Booking.Id] with { AskedAgainAt = again.At }),
        SeatsConfirmed confirmed => Add(confirmed.Booking, isConfirmed: true, chain: confirmed.Chain),
        SeatsWaitlisted waitlisted => Add(waitlisted.Booking, isConfirmed: false),
        SeatsMovedHere moved => Add(moved.Booking, moved.IsConfirmed),
        SeatsPromoted promoted => Remove(promoted.Booking.Id).Put(Allocations[promoted.Booking.Id] with { Status = AllocationStatus.Confirmed, OfferedUntil = null }),
        SeatsOffered offered => Remove(offered.Booking.Id).Put(Allocations[offered.Booking.Id] with { Status = AllocationStatus.Offered, OfferedUntil = offered.Until }),
        SeatsOfferExpired expired => End(expired.Booking.Id),
        SeatsGranted { Waited: true } granted => Remove(granted.Booking.Id).Put(Allocations[granted.Booking.Id] with { Status = AllocationStatus.Confirmed, OfferedUntil = null }),
        SeatsGranted granted => Add(granted.Booking, isConfirmed: true),
        SeatsWalkedIn walkedIn => Add(walkedIn.Booking, isConfirmed: true, isWalkIn: true),
        SeatsResized resized => (Remove(resized.Booking.Id).Put(Allocations[resized.Booking.Id] with { Booking = resized.Booking })) with
        {
            TooLarge = CanFit(resized.Booking) ? TooLarge.Remove(resized.Booking.Id) : TooLarge,
        },
        ContactChanged or AnswersChanged or AttendeesNamed => With(((BookingEvent)@event).Booking),
        SeatsCancelled cancelled => End(cancelled.Booking.Id, cancelled),
        SeatsMovedAway moved => End(moved.Id),
        CheckedIn checkedIn => With(Allocations[checkedIn.Id].Arrive(checkedIn)),
        CheckInUndone undone => With(Allocations[undone.Id].Leave(undone)),
        ConversationMarked marked => With(Allocations[marked.Id].Tell(marked)),
        ConversationFollowUpOpened opened => With(Allocations[opened.Id].Tell(opened)),
        PeopleForgotten forgotten => forgotten.Registrations.Aggregate(this, (seats, id) => seats.Forget(id)),
        _ => this,
    };

    private ActivitySeats With(Allocation allocation) => this with { Allocations = Allocations.SetItem(allocation.Booking.Id, allocation) };

    /// <summary>The same seats with other words of whose they are.</summary>
    private ActivitySeats With(Booking booking) => With(Allocations[booking.Id] with { Booking = booking });

    private ActivitySeats Forget(RegistrationId id)
    {
        var allocation = Allocations[id];
        var without = Remove(id);
        return without.Put(allocation.Forgotten()) with
        {
            ActiveOf = allocation.Status == AllocationStatus.Ended ? ActiveOf : ActiveOf.Remove(allocation.Booking.Person.Id),
        };
    }

    private ActivitySeats Keep(SeatsHeld held) =>
        Put(new Allocation(held.Booking, AllocationStatus.Held, Arrivals, null) { Hold = new Hold(held.Until, held.HasSeats, held.Others ?? [], held.Leader, held.Instead, held.InPlaceOf) { Replaces = held.Replaces } }) with
        {
            Arrivals = Arrivals + 1,
            HeldFor = HeldFor.SetItem(held.Booking.Person.Id, held.Booking.Id),
        };

    private ActivitySeats Confirm(HoldConfirmed confirmed)
    {
        var booking = confirmed.Booking;
        var held = Allocations[booking.Id];
        var arrival = held.Arrival;
        var seats = this;
        if (confirmed.InPlaceOf is { } replaced)
        {
            // They change places: each number is one's.
            var before = Allocations[replaced];
            arrival = before.Arrival;
            seats = With(before with { Arrival = held.Arrival });
        }

        var begun = held with
        {
            Booking = booking,
            Status = confirmed.HasSeats ? AllocationStatus.Confirmed : AllocationStatus.Waiting,
            Arrival = arrival,
            Hold = null,
            WasHeld = true,
            Chain = confirmed.Chain,
        };
        return seats.Remove(booking.Id).Put(begun) with
        {
            HeldFor = HeldFor.Remove(booking.Person.Id),
            ActiveOf = ActiveOf.SetItem(booking.Person.Id, booking.Id),
        };
    }

    /// <summary>Nobody was there: nothing of them is kept.</summary>
    private ActivitySeats EndHold(RegistrationId id)
    {
        var allocation = Allocations[id];
        return Remove(id).Put(allocation with { Booking = allocation.Booking.Forgotten(), Status = AllocationStatus.Ended, Hold = null }) with
        {
            HeldFor = HeldFor.Remove(allocation.Booking.Person.Id),
        };
    }

    private ActivitySeats Add(Booking booking, bool isConfirmed, bool isWalkIn = false, Chain? chain = null) =>
        Put(new Allocation(booking, isConfirmed ? AllocationStatus.Confirmed : AllocationStatus.Waiting, Arrivals, null) { IsWalkIn = isWalkIn, Chain = chain }) with
        {
            Arrivals = Arrivals + 1,
            ActiveOf = ActiveOf.SetItem(booking.Person.Id, booking.Id),
        };

    private ActivitySeats End(RegistrationId id, SeatsCancelled? by = null)
    {
        var allocation = Allocations[id];
        var without = Remove(id);
        return without with
        {
            Allocations = without.Allocations.SetItem(id, allocation with { Status = AllocationStatus.Ended, OfferedUntil = null, Lost = Lost.Of(allocation, by) }),
            ActiveOf = without.ActiveOf.Remove(allocation.Booking.Person.Id),
        };
    }

    /// <summary>Adds an allocation to the counts of its status.</summary>
    private ActivitySeats Put(Allocation allocation) => this with
    {
        Allocations = Allocations.SetItem(allocation.Booking.Id, allocation),
        Waiting = allocation.Status == AllocationStatus.Waiting ? Waiting.SetItem(allocation.Arrival, allocation.Booking.Id) : Waiting,
        Tally = Count(allocation, +1),
        SeatsOfCompany = CountCompany(allocation, +1),
    };

    /// <summary>Removes it from the counts, before its status changes or it ends.</summary>
    private ActivitySeats Remove(RegistrationId id)
    {
        var allocation = Allocations[id];
        return this with { Waiting = Waiting.Remove(allocation.Arrival), Tally = Count(allocation, -1), SeatsOfCompany = CountCompany(allocation, -1) };
    }

    private ImmutableDictionary<string, int> CountCompany(Allocation allocation, int sign) =>
        allocation.Status == AllocationStatus.Ended || allocation.Hold?.InPlaceOf is not null || allocation.Booking.Company?.Counted is not { } key
            ? SeatsOfCompany
            : SeatsOfCompany.SetItem(key, SeatsOfCompany.GetValueOrDefault(key) + (sign * allocation.Booking.Seats));

    private Tally Count(Allocation allocation, int sign) => allocation.Status switch
    {
        AllocationStatus.Confirmed => Tally with { Confirmed = Tally.Confirmed + (sign * allocation.Booking.Seats) },
        AllocationStatus.Waiting => Tally with { Waiting = Tally.Waiting + (sign * allocation.Booking.Seats) },
        // What it takes over is counted already.
        AllocationStatus.Held when allocation.Hold!.InPlaceOf is not null => Tally,
        AllocationStatus.Held when allocation.Hold!.HasSeats => Tally with { Held = Tally.Held + (sign * allocation.Booking.Seats) },
        AllocationStatus.Held => Tally with { Waiting = Tally.Waiting + (sign * allocation.Booking.Seats) },
        AllocationStatus.Offered => Tally with { Offered = Tally.Offered + (sign * allocation.Booking.Seats) },
        _ => Tally,
    };
}
