using BusinessFocus.Contracts;

namespace BusinessFocus.Registration.Seats;

/// <summary>What Registration knows of an activity, from Scheduling.</summary>
/// <param name="SourceVersion">The activity's version there: an older one is ignored.</param>
/// <param name="Capacity">Seats; 0 takes no registrations.</param>
/// <param name="WaitingListLimit">Seats that may wait; null is no limit.</param>
/// <param name="OpensAt">UTC; null is open already.</param>
/// <param name="ClosesAt">UTC; null is until the start.</param>
/// <param name="MembersUntil">UTC; until then members go first on the waiting list.</param>
public sealed record ActivityFacts(
    EditionId EditionId,
    ActivityPhase Phase,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    int Capacity,
    int? WaitingListLimit,
    DateTimeOffset? OpensAt,
    DateTimeOffset? ClosesAt,
    DateTimeOffset? MembersUntil,
    long SourceVersion);

public enum ActivityPhase
{
    Open,
    Cancelled,
    Completed,
}

/// <summary>Who registered. Personal data.</summary>
/// <param name="Id">Made from the normalised address.</param>
/// <param name="Phone">E.164.</param>
/// <param name="Locale">"sv" or "en".</param>
public sealed record Person(ContactId Id, string Name, string Email, string? Phone, string Locale);

/// <summary>For whom they come.</summary>
/// <param name="OrganisationNumber">As it may be stored: a sole trader's is masked.</param>
public sealed record Company(string? Name, string? OrganisationNumber);

/// <summary>A registration: so many seats for one person.</summary>
/// <param name="IsMember">Whether the company or the person was in an association's list.</param>
/// <param name="Ticket">The signed code.</param>
/// <param name="Answers">To the activity's own questions.</param>
/// <param name="RegisteredAt">UTC; the consent was given then.</param>
public sealed record Booking(
    RegistrationId Id,
    int Seats,
    Person Person,
    Company? Company,
    bool IsMember,
    string Ticket,
    IReadOnlyDictionary<string, string>? Answers,
    DateTimeOffset RegisteredAt);

/// <summary>Seats of an activity, counted.</summary>
public sealed record Tally(int Capacity, int Confirmed, int Waiting)
{
    public static Tally None { get; } = new(0, 0, 0);

    /// <summary>Never below zero: a lowered capacity drops nobody.</summary>
    public int Left => Math.Max(0, Capacity - Confirmed);
}
