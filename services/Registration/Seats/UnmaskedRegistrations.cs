using BusinessFocus.Contracts;

namespace BusinessFocus.Registration.Seats;

/// <summary>Registrations whose people are forgotten and whose stored events still name them: stored in the commit that forgets them.</summary>
public sealed record UnmaskedRegistrations(Guid Id, ActivityId ActivityId, IReadOnlyList<RegistrationId> Registrations);
