using System.Text.Json.Serialization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Registration.Seats;

/// <summary>What Registration knows of an activity, from Scheduling.</summary>
/// <param name="SourceVersion">The activity's version there: an older one is ignored.</param>
/// <param name="Capacity">Seats; 0 takes no registrations.</param>
/// <param name="WaitingListLimit">Seats that may wait; null is no limit.</param>
/// <param name="OpensAt">UTC; null is open already.</param>
/// <param name="ClosesAt">UTC; null is until the start.</param>
/// <param name="MembersUntil">UTC; until then members go first on the waiting list.</param>
/// <param name="Kind">Null in what was stored before it was told; so are <paramref name="Rules"/> and <paramref name="Hosts"/>.</param>
/// <param name="Municipality">Whose edition it is in; null where that was not told.</param>
/// <param name="IsListed">Whether it stands in the programme; else only whoever has its link finds it. Null where that was not told.</param>
/// <param name="Details">What people are shown of it; null in what was stored before it was told.</param>
/// <param name="Languages">In which it can be held, by ISO 639-1; null in what was stored before it was told.</param>
/// <param name="Topics">What it is about, by keys; null in what was stored before it was told.</param>
public sealed record ActivityTerms(
    EditionId EditionId,
    ActivityPhase Phase,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    int Capacity,
    int? WaitingListLimit,
    DateTimeOffset? OpensAt,
    DateTimeOffset? ClosesAt,
    DateTimeOffset? MembersUntil,
    long SourceVersion,
    ActivityKind? Kind = null,
    RegistrationRules? Rules = null,
    IReadOnlyList<HostId>? Hosts = null,
    string? Municipality = null,
    bool? IsListed = null,
    ActivityDetails? Details = null,
    IReadOnlyList<string>? Topics = null,
    IReadOnlyList<string>? Languages = null)
{
    /// <summary>Until then the link cancels, moves and makes smaller.</summary>
    public DateTimeOffset ChangeableUntil => StartsAt.AddHours(-(Rules?.CancelHoursBefore ?? 0));

    /// <summary>Whether it is a conversation with an officer.</summary>
    public bool IsSlot => Kind == ActivityKind.OpenHouse;

    /// <summary>Until when a smaller group may go before one that came at <paramref name="cameAt"/> and does not fit.</summary>
    public DateTimeOffset OvertakenUntil(DateTimeOffset cameAt) => cameAt.AddMinutes(Rules?.OvertakeMinutes ?? 0);
}

/// <summary>What people's own lists and calendars show of an activity beside its times.</summary>
/// <param name="JoinLink">For those who have seats.</param>
/// <param name="CalendarSequence">Rises with each change of time, place or status.</param>
public sealed record ActivityDetails(LocalizedText Title, Place? Place, AttendanceMode? Attendance, string? JoinLink, int CalendarSequence);

public enum ActivityPhase
{
    Open,
    Cancelled,
    Completed,
}

/// <summary>Who registered. Personal data.</summary>
/// <param name="Id">Made from the normalised address; of the phone where there is no address, and a new one where there is neither.</param>
/// <param name="Email">Empty for somebody whom staff registered without one.</param>
/// <param name="Phone">E.164.</param>
/// <param name="Locale">"sv" or "en".</param>
public sealed record Person(ContactId Id, string Name, string Email, string? Phone, string Locale)
{
    /// <summary>Nobody: under an id that leads to no address.</summary>
    public static Person Forgotten(RegistrationId registration, string locale) => new(new ContactId(registration.Value), "", "", null, locale);

    /// <summary>Whether somebody can be written to: a walk-in need not leave an address, nor who registers at the reception.</summary>
    public bool HasAddress => Email.Length > 0;

    /// <summary>Whether anything is kept of who they are.</summary>
    public bool IsKnown => (Name.Length, Email.Length) != (0, 0);
}

/// <summary>For whom they come.</summary>
/// <param name="OrganisationNumber">As it may be stored: a sole trader's is masked.</param>
/// <param name="Key">What it is recognised by; null where it said nothing that it could be recognised by.</param>
/// <param name="CountedAs">
/// What a company's limit counts it by, where the address or a shown membership tells whose it is, also of whoever named no company; null where
/// <paramref name="Key"/> is all there is.
/// </param>
public sealed record Company(string? Name, string? OrganisationNumber, string? Key = null, string? CountedAs = null)
{
    /// <summary>Whether somebody said which one it is.</summary>
    [JsonIgnore]
    public bool IsNamed => (Name ?? OrganisationNumber) is not null;

    /// <summary>By what its seats are counted.</summary>
    [JsonIgnore]
    public string? Counted => CountedAs ?? Key;
}

/// <summary>What a company wants to talk about with an officer. Confidential: for that officer and whoever wrote it.</summary>
/// <param name="Topic">In short, at most 200 characters.</param>
/// <param name="Note">What the officer should know beforehand, at most 5,000 characters; left out where there is nothing.</param>
public sealed record Conversation(string Topic, string? Note);

/// <summary>A registration: so many seats for one person.</summary>
/// <param name="IsMember">Whether the person's address stood in an association's list, or a member's address was shown.</param>
/// <param name="Ticket">The signed code.</param>
/// <param name="Answers">To the activity's own questions.</param>
/// <param name="RegisteredAt">UTC; the consent was given then.</param>
/// <param name="Attendees">Who comes, as far as they were named; null where nobody was.</param>
/// <param name="CompanySize">By the associations' lists when it registered; null where none says it, and in what was stored before it was kept.</param>
/// <param name="ConsentedTo">
/// The SHA-256 of the edition's words that its person agreed to, see <see cref="EditionConsent"/>; null where the edition had none, at the door, and in
/// what was stored before it was kept.
/// </param>
public sealed record Booking(
    RegistrationId Id,
    int Seats,
    Person Person,
    Company? Company,
    bool IsMember,
    string Ticket,
    IReadOnlyDictionary<string, string>? Answers,
    DateTimeOffset RegisteredAt,
    Conversation? Conversation = null,
    IReadOnlyList<Attendee>? Attendees = null,
    CompanySize? CompanySize = null,
    string? ConsentedTo = null)
{
    /// <summary>Whether all that told who it is was taken out: there is no ticket without somebody to show it.</summary>
    [JsonIgnore]
    public bool IsForgotten => Ticket.Length == 0;

    /// <summary>What is left when the person is forgotten: what statistics need.</summary>
    public Booking Forgotten() => this with
    {
        Person = Person.Forgotten(Id, Person.Locale),
        Company = null,
        Ticket = "",
        Answers = null,
        Conversation = null,
        Attendees = null,
    };
}

/// <summary>Seats of an activity, counted.</summary>
/// <param name="Waiting">Those with a place in line that is held, too.</param>
/// <param name="Offered">Kept for those who were offered them.</param>
/// <param name="Held">Kept for those who have to confirm their address.</param>
public sealed record Tally(int Capacity, int Confirmed, int Waiting, int Offered = 0, int Held = 0)
{
    public static Tally None { get; } = new(0, 0, 0);

    /// <summary>Never below zero: a lowered capacity drops nobody.</summary>
    public int Left => Math.Max(0, Capacity - Confirmed - Offered - Held);
}
