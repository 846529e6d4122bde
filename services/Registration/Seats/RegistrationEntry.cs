using BusinessFocus.Contracts;

namespace BusinessFocus.Registration.Seats;

/// <summary>Where a registration is: stored in the commit that made it, so it is never behind.</summary>
public sealed record RegistrationEntry(RegistrationId Id, ActivityId ActivityId);
