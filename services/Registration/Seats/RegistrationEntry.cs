using BusinessFocus.Contracts;

namespace BusinessFocus.Registration.Seats;

/// <summary>Where a registration is: stored in the commit that made it, so it is never behind.</summary>
/// <param name="Contact">The ContactId's value; null when the person is forgotten.</param>
public sealed record RegistrationEntry(RegistrationId Id, ActivityId ActivityId, Guid? Contact = null);

/// <summary>An activity as it is looked up, stored in the commit that announced it.</summary>
/// <param name="Edition">The EditionId's value.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Officers">Of a slot of an open house, the HostIds' values; else none.</param>
/// <param name="IsForgotten">Whether its people were masked because their data had been kept long enough.</param>
/// <param name="Municipality">Whose edition it is in; null where that was not told.</param>
/// <param name="Hosts">Whose time it takes, the HostIds' values, whatever it is; null where that was not noted: long ago.</param>
public sealed record ActivityEntry(
    ActivityId Id,
    Guid Edition,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    IReadOnlyList<Guid> Officers,
    bool IsForgotten = false,
    string? Municipality = null,
    IReadOnlyList<Guid>? Hosts = null);
