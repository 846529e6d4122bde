using System.Text.Json.Serialization;

namespace BusinessFocus.Contracts.Registration;

/// <summary>How far a registration has come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RegistrationStatus>))]
public enum RegistrationStatus
{
    /// <summary>It has seats.</summary>
    Confirmed,

    /// <summary>It waits in line for seats.</summary>
    Waitlisted,

    /// <summary>It has ended, whoever ended it.</summary>
    Cancelled,

    /// <summary>Seats are kept for it; it has to take them in time.</summary>
    Offered,
}

/// <summary>The whole public state of a registration as of <see cref="Version"/>.</summary>
/// <param name="Seats">How many; a group is never split.</param>
/// <param name="Position">1 is next in line; null unless it waits.</param>
/// <param name="Ticket">The signed code that is read at the door.</param>
/// <param name="ManageToken">Opens this registration and nothing else; the links in mails carry it.</param>
/// <param name="RegisteredAt">UTC.</param>
/// <param name="Version">
/// Version of the activity's stream of seats. Within one activity a receiver ignores an older one than it has.
/// </param>
/// <param name="IsMember">
/// Whether the company or the contact was in an association's list when it registered; null in messages from before it was told.
/// </param>
/// <param name="CompanySize">
/// By the associations' lists when it registered; null where there is no company or no list says it, and in messages from before it was told.
/// </param>
/// <param name="Attendees">
/// Who comes by it, as far as they were named when it was decided, each with a ticket of their own; null for nobody, and in messages from before it
/// was told.
/// </param>
public sealed record RegistrationState(
    RegistrationId Id,
    ActivityId ActivityId,
    EditionId EditionId,
    RegistrationStatus Status,
    int Seats,
    int? Position,
    Contact Contact,
    string? CompanyName,
    string Ticket,
    string ManageToken,
    DateTimeOffset RegisteredAt,
    long Version,
    bool? IsMember = null,
    CompanySize? CompanySize = null,
    IReadOnlyList<NamedTicket>? Attendees = null);

/// <summary>Somebody who comes by a registration and was named: personal data, for the letter to who registered.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Ticket">The signed code of their own.</param>
public sealed record NamedTicket(string Name, string Ticket);

/// <summary>The person who registered: personal data, for the receivers that write to them.</summary>
/// <param name="Id">Made from the normalised address, so the same person has the same id in every registration.</param>
/// <param name="Locale">"sv" or "en".</param>
/// <param name="Phone">E.164.</param>
public sealed record Contact(ContactId Id, string Name, string Email, string? Phone, string Locale);
