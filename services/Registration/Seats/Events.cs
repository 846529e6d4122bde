using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;

namespace BusinessFocus.Registration.Seats;

/// <summary>Something happened to the seats of an activity. Every event says how many are taken after it.</summary>
public abstract record SeatsEvent
{
    public EditionId EditionId { get; init; }

    public Tally Tally { get; init; } = Tally.None;
}

/// <summary>Scheduling told us of the activity, for the first time or again.</summary>
public sealed record ActivityAnnounced(ActivityFacts Facts) : SeatsEvent;

public sealed record SeatsConfirmed(Booking Booking) : SeatsEvent;

/// <param name="Position">1 is next in line.</param>
public sealed record SeatsWaitlisted(Booking Booking, int Position) : SeatsEvent;

/// <summary>A freed seat went to the first in line.</summary>
public sealed record SeatsPromoted(Booking Booking) : SeatsEvent;

/// <param name="Booking">With the new number of seats.</param>
public sealed record SeatsResized(Booking Booking, int SeatsBefore, bool IsConfirmed, int? Position) : SeatsEvent;

public sealed record SeatsCancelled(Booking Booking, CancelledBy By, string? Message) : SeatsEvent;

/// <summary>The registration went on to another activity: its seats here are free.</summary>
public sealed record SeatsMovedAway(RegistrationId Id, ActivityId To) : SeatsEvent;

/// <summary>A registration came from another activity.</summary>
public sealed record SeatsMovedHere(Booking Booking, bool IsConfirmed, int? Position, ActivityId From, RegistrationId FromRegistrationId) : SeatsEvent;

/// <param name="At">UTC.</param>
public sealed record CheckedIn(RegistrationId Id, int Seats, bool IsMember, DateTimeOffset At) : SeatsEvent;
