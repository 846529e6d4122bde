using BusinessFocus.Contracts;

namespace BusinessFocus.Registration.Seats;

/// <summary>One of those who come by a registration, by name. No address is kept of them: nobody writes to them.</summary>
/// <param name="Ticket">The signed code of their own, which is read as the registration's is: it has the id where that has the registration's.</param>
public sealed record Attendee(AttendeeId Id, string Name, string Ticket);

/// <summary>Whose an attendee's ticket is: stored in the commit that named them, or moved their registration. Who was replaced stays, to be told so.</summary>
/// <param name="Id">The AttendeeId's value.</param>
public sealed record AttendeeEntry(Guid Id, ActivityId ActivityId, RegistrationId RegistrationId);
