using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;

namespace BusinessFocus.Registration.Seats;

public enum AllocationStatus
{
    Confirmed,
    Waiting,

    /// <summary>A freed seat is kept for them; it is theirs when they take it in time.</summary>
    Offered,
    Ended,

    /// <summary>A place is kept until whoever typed the address has shown that it is theirs: it is no registration yet.</summary>
    Held,
}

/// <param name="Arrival">Its place in the order in which all came; kept through changes.</param>
/// <param name="CheckedInAt">UTC; null until they came.</param>
public sealed record Allocation(Booking Booking, AllocationStatus Status, long Arrival, DateTimeOffset? CheckedInAt)
{
    /// <summary>UTC; null unless seats are offered.</summary>
    public DateTimeOffset? OfferedUntil { get; init; }

    /// <summary>What is known of it while it is held; null else.</summary>
    public Hold? Hold { get; init; }

    /// <summary>The conversations that were booked in one step with it, this one included; null where it was booked alone.</summary>
    public Chain? Chain { get; init; }

    /// <summary>What was kept in its place when its activity was cancelled; null where that was not so.</summary>
    public Lost? Lost { get; init; }

    /// <summary>Whether its address was confirmed: whoever typed it need not be its owner.</summary>
    public bool WasHeld { get; init; }

    /// <summary>UTC: when its owner was last told that somebody asked for it again; null where nobody has.</summary>
    public DateTimeOffset? AskedAgainAt { get; init; }

    /// <summary>Who came by a ticket of their own.</summary>
    public ImmutableDictionary<AttendeeId, CameByName> CameByName { get; init; } = ImmutableDictionary<AttendeeId, CameByName>.Empty;

    /// <summary>Whether the registration's own ticket was read.</summary>
    public bool HasTicketBeenRead => Came > CameByName.Count;

    /// <summary>How many of the seats came.</summary>
    public int Came { get; init; }

    /// <summary>Where they came in.</summary>
    public string? Door { get; init; }

    /// <summary>Their company's, when they came.</summary>
    public CompanySize? CompanySize { get; init; }

    /// <summary>Whether they came without a registration.</summary>
    public bool IsWalkIn { get; init; }

    /// <summary>How their conversation went; null where its officer has not said.</summary>
    public ConversationMark? Mark { get; init; }

    /// <summary>What was left of their conversation; null where no case was opened.</summary>
    public OpenedFollowUp? FollowUp { get; init; }

    /// <summary>The scans that were counted, the undone ones too.</summary>
    public ImmutableHashSet<string>? Scans { get; init; }

    /// <summary>When and where the first of a registration came is kept; and of each who came by a ticket of their own.</summary>
    public Allocation Arrive(CheckedIn checkedIn) => this with
    {
        CheckedInAt = CheckedInAt ?? checkedIn.At,
        Came = Came + checkedIn.Seats,
        CameByName = checkedIn.Attendee is { } attendee ? CameByName.SetItem(attendee, new CameByName(checkedIn.At, checkedIn.Door)) : CameByName,
        Door = CheckedInAt is null ? checkedIn.Door : Door,
        CompanySize = checkedIn.CompanySize,
        Scans = checkedIn.Nonce is { } nonce ? (Scans ?? []).Add(nonce) : Scans,
    };

    public Allocation Tell(ConversationMarked told) => this with { Mark = new ConversationMark(told.HasCome, told.Outcome, told.Note) };

    public Allocation Tell(ConversationFollowUpOpened told) => this with { FollowUp = new OpenedFollowUp(told.FollowUpId, told.Topic, told.Message) };

    /// <summary>Without anything that tells of whom it is, and without words about them.</summary>
    public Allocation Forgotten() => this with
    {
        Booking = Booking.Forgotten(),
        Mark = Mark is null ? null : Mark with { Note = null },
        FollowUp = FollowUp is null ? null : FollowUp with { Topic = null, Message = "" },
    };

    public Allocation Leave(CheckInUndone undone) => undone is { Attendee: { } attendee, Present: > 0 }
        ? this with { Came = undone.Present, CameByName = CameByName.Remove(attendee) }
        : this with { CheckedInAt = null, Came = 0, CameByName = CameByName.Clear(), Door = null, CompanySize = null };
}

/// <param name="Until">UTC: then the place goes to others.</param>
/// <param name="HasSeats">Seats are kept; else a place in line.</param>
/// <param name="Others">What was asked for in the same step, and is confirmed with it.</param>
/// <param name="Leader">The one of them that the letter is about; null where it is this one.</param>
/// <param name="Instead">Other places, of which and this one only one can be confirmed; null where there are none.</param>
/// <param name="InPlaceOf">The registration that it takes over; null where it is none.</param>
public sealed record Hold(DateTimeOffset Until, bool HasSeats, IReadOnlyList<HeldPlace> Others, RegistrationId? Leader, IReadOnlyList<HeldPlace>? Instead = null, RegistrationId? InPlaceOf = null)
{
    /// <summary>The registration that moves here when it is taken; null where a new one begins.</summary>
    public HeldPlace? Replaces { get; init; }
}

/// <summary>A registration lost its seats because its activity was cancelled.</summary>
/// <param name="Alternatives">What was kept in their place, of which they could choose one; none where there was nothing.</param>
/// <param name="ChooseUntil">UTC; null where there was nothing.</param>
public sealed record Lost(IReadOnlyList<HeldPlace> Alternatives, DateTimeOffset? ChooseUntil)
{
    /// <param name="had">As it was before.</param>
    /// <param name="by">What ended it; null where that was no cancellation.</param>
    public static Lost? Of(Allocation had, SeatsCancelled? by) =>
        by is { By: CancelledBy.Activity } && Move.HasSeats(had) ? new Lost(by.Alternatives ?? [], by.ChooseUntil) : null;
}

/// <summary>A place that is held at another activity.</summary>
public sealed record HeldPlace(ActivityId ActivityId, RegistrationId RegistrationId);

/// <param name="At">UTC.</param>
/// <param name="Door">Where; null where the door did not say.</param>
public sealed record CameByName(DateTimeOffset At, string? Door);
