using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;

namespace BusinessFocus.Registration.Seats;

/// <summary>Something happened to the seats of an activity. Every event says how many are taken after it.</summary>
public abstract record SeatsEvent
{
    public EditionId EditionId { get; init; }

    public Tally Tally { get; init; } = Tally.None;

    /// <summary>The registration that it is about; null where it is about the activity, or about several.</summary>
    public virtual RegistrationId? Registration() => null;
}

/// <summary>Something happened to the seats of one registration.</summary>
/// <param name="Booking">As it is after it.</param>
public abstract record BookingEvent(Booking Booking) : SeatsEvent
{
    public override RegistrationId? Registration() => Booking.Id;

    /// <summary>Without anything that tells of whom it is.</summary>
    public virtual BookingEvent Forgotten() => this with { Booking = Booking.Forgotten() };
}

/// <summary>Scheduling told us of the activity, for the first time or again.</summary>
public sealed record ActivityAnnounced(ActivityTerms Facts) : SeatsEvent;

/// <param name="Chain">What was booked in the same step; null where it was booked alone, and in events from before there was one.</param>
public sealed record SeatsConfirmed(Booking Booking, Chain? Chain = null) : BookingEvent(Booking);

/// <summary>Conversations of one person that were booked, or cancelled, in one step: one letter tells of all of them.</summary>
/// <param name="Leader">The first of them, with which the letter comes.</param>
/// <param name="Places">All of them, in the order in which they begin.</param>
public sealed record Chain(RegistrationId Leader, IReadOnlyList<HeldPlace> Places);

/// <param name="Position">1 is next in line.</param>
public sealed record SeatsWaitlisted(Booking Booking, int Position) : BookingEvent(Booking);

/// <summary>
/// A group waits for more seats than the lowered capacity has: nobody waits behind it, and it keeps its place for the day
/// when there are enough again.
/// </summary>
/// <param name="Capacity">What there is.</param>
public sealed record GroupTooLarge(Booking Booking, int Capacity) : BookingEvent(Booking);

/// <summary>A freed seat went to the first in line.</summary>
public sealed record SeatsPromoted(Booking Booking) : BookingEvent(Booking);

/// <param name="Booking">With the new number of seats.</param>
public sealed record SeatsResized(Booking Booking, int SeatsBefore, bool IsConfirmed, int? Position) : BookingEvent(Booking);

/// <summary>Whose it is has another name, number or language; never another address.</summary>
/// <param name="Booking">With the contact as it is now.</param>
/// <param name="Status">What it has.</param>
/// <param name="Position">1 is next in line; null unless it waits.</param>
public sealed record ContactChanged(Booking Booking, RegistrationStatus Status, int? Position) : BookingEvent(Booking);

/// <summary>A group said who comes.</summary>
/// <param name="Booking">With all who are named now.</param>
public sealed record AttendeesNamed(Booking Booking) : BookingEvent(Booking);

/// <param name="Booking">With all answers as they are now.</param>
public sealed record AnswersChanged(Booking Booking) : BookingEvent(Booking);

/// <param name="Alternatives">
/// What is kept for them in its place, of which they can choose one; null where nothing is, and in events from before anything was.
/// </param>
/// <param name="ChooseUntil">UTC: then those go to others; null where there are none.</param>
/// <param name="Chain">What was cancelled in the same step; null where it was cancelled alone, and in events from before there was one.</param>
public sealed record SeatsCancelled(
    Booking Booking,
    CancelledBy By,
    string? Message,
    IReadOnlyList<HeldPlace>? Alternatives = null,
    DateTimeOffset? ChooseUntil = null,
    Chain? Chain = null) : BookingEvent(Booking)
{
    public override BookingEvent Forgotten() => (SeatsCancelled)base.Forgotten() with { Message = null };
}

/// <summary>The registration went on to another activity: its seats here are free.</summary>
public sealed record SeatsMovedAway(RegistrationId Id, ActivityId To) : SeatsEvent
{
    public override RegistrationId? Registration() => Id;
}

/// <summary>A registration came from another activity.</summary>
public sealed record SeatsMovedHere(Booking Booking, bool IsConfirmed, int? Position, ActivityId From, RegistrationId FromRegistrationId) : BookingEvent(Booking);

/// <param name="Seats">How many came, of those that the registration has.</param>
/// <param name="At">UTC: when they came to the door, which may be before it was told.</param>
/// <param name="Door">Where; null where the door did not say.</param>
/// <param name="Nonce">The scan's own, by which a repeat is recognised; null for one that was not kept.</param>
/// <param name="CompanySize">As the members' lists had it then; null where none did.</param>
/// <param name="Override">Why although it was another door, or not its time; null where it was.</param>
/// <param name="Attendee">Whose own ticket it was; null where it was the registration's.</param>
/// <param name="Present">How many are there after it; null in what was stored before it was told.</param>
public sealed record CheckedIn(
    RegistrationId Id,
    int Seats,
    bool IsMember,
    DateTimeOffset At,
    string? Door = null,
    string? Nonce = null,
    CompanySize? CompanySize = null,
    CheckInOverride? Override = null,
    AttendeeId? Attendee = null,
    int? Present = null) : SeatsEvent
{
    public override RegistrationId? Registration() => Id;
}

/// <summary>An organiser let somebody in all the same.</summary>
/// <param name="By">The <c>sub</c> of whoever did.</param>
public sealed record CheckInOverride(string Reason, string? By);

/// <summary>A freed seat is kept for the next in line, who has until then to take it.</summary>
/// <param name="Until">UTC.</param>
public sealed record SeatsOffered(Booking Booking, DateTimeOffset Until) : BookingEvent(Booking);

/// <summary>A place is kept for somebody who has to show that the address is theirs. It is no registration yet.</summary>
/// <param name="Until">UTC: then the place goes to others.</param>
/// <param name="HasSeats">Seats are kept; else a place in line.</param>
/// <param name="Others">What was asked for in the same step, and is confirmed with it; null where there is nothing else.</param>
/// <param name="Leader">The one of them that the letter is about; null where it is this one.</param>
/// <param name="Instead">Other places that are kept for the same person, of which and this one only one can be confirmed; null where there are none.</param>
/// <param name="Replaces">The registration that moves here when it is taken; null where a new one begins.</param>
/// <param name="InPlaceOf">
/// The registration that is handed over to this one when it is confirmed: until then nothing is kept but what that one has. Null where it is none, and
/// in what was stored before there was this.
/// </param>
public sealed record SeatsHeld(
    Booking Booking,
    DateTimeOffset Until,
    bool HasSeats,
    IReadOnlyList<HeldPlace>? Others = null,
    RegistrationId? Leader = null,
    IReadOnlyList<HeldPlace>? Instead = null,
    HeldPlace? Replaces = null,
    RegistrationId? InPlaceOf = null) : BookingEvent(Booking);

/// <summary>Who wanted an earlier slot is offered one, which is kept for them. What they have stays until they take it.</summary>
/// <param name="Booking">What they have.</param>
/// <param name="Place">What is kept.</param>
/// <param name="Until">UTC: then it goes to others.</param>
public sealed record EarlierTimeOffered(Booking Booking, HeldPlace Place, DateTimeOffset Until) : BookingEvent(Booking);

/// <summary>Whoever has the address confirmed it: the registration begins, in the place that was kept.</summary>
/// <param name="Position">1 is next in line; null where it has seats.</param>
/// <param name="InPlaceOf">The registration, ended just before, whose seats or place in line it has now; null where it is none.</param>
/// <param name="Chain">What was confirmed in the same step; null where it was confirmed alone, and in events from before there was one.</param>
public sealed record HoldConfirmed(
    Booking Booking, bool HasSeats, int? Position, RegistrationId? InPlaceOf = null, Chain? Chain = null) : BookingEvent(Booking);

/// <summary>Nobody confirmed these in time, or somebody with a better right came: there was never a registration.</summary>
public sealed record HoldsEnded(IReadOnlyList<RegistrationId> Registrations) : SeatsEvent;

/// <summary>Somebody typed the address of a person who is registered, and was told what somebody new would be told.</summary>
/// <param name="Booking">What the person has.</param>
/// <param name="At">UTC.</param>
public sealed record SeatsAskedForAgain(Booking Booking, DateTimeOffset At) : BookingEvent(Booking);

/// <summary>Nobody answered the offer in time: the registration ended, and the seat went on.</summary>
public sealed record SeatsOfferExpired(Booking Booking) : BookingEvent(Booking);

/// <summary>An organiser gave seats by name, whatever the waiting list and the capacity said.</summary>
/// <param name="Waited">Whether the registration was there already and waited.</param>
/// <param name="Reason">The organiser's.</param>
public sealed record SeatsGranted(Booking Booking, bool Waited, string Reason) : BookingEvent(Booking)
{
    public override BookingEvent Forgotten() => (SeatsGranted)base.Forgotten() with { Reason = "" };
}

/// <summary>Somebody came to the door without a registration and was let in.</summary>
/// <param name="OverrideReason">Why although it was full; null where there were seats.</param>
public sealed record SeatsWalkedIn(Booking Booking, string? OverrideReason) : BookingEvent(Booking)
{
    public override BookingEvent Forgotten() => (SeatsWalkedIn)base.Forgotten() with { OverrideReason = null };
}

/// <summary>A check-in was a mistake.</summary>
/// <param name="CompanySize">What the check-in said.</param>
/// <param name="Attendee">Whose own ticket it was; null where nobody of the registration has come after all.</param>
/// <param name="Present">How many are there after it.</param>
public sealed record CheckInUndone(
    RegistrationId Id, int Seats, bool IsMember, DateTimeOffset At, CompanySize? CompanySize = null, AttendeeId? Attendee = null, int Present = 0) : SeatsEvent
{
    public override RegistrationId? Registration() => Id;
}

/// <summary>It is no longer known who these were; that they were stays, for the statistics.</summary>
/// <param name="At">UTC.</param>
public sealed record PeopleForgotten(IReadOnlyList<RegistrationId> Registrations, ForgottenBecause Because, DateTimeOffset At) : SeatsEvent;

public enum ForgottenBecause
{
    /// <summary>The person wanted it (GDPR article 17).</summary>
    Asked,

    /// <summary>The edition ended long ago (GDPR article 5, storage limitation).</summary>
    KeptLongEnough,
}
