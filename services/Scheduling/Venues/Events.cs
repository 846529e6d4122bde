using BusinessFocus.Contracts;

namespace BusinessFocus.Scheduling.Venues;

/// <summary>A place can be planned with.</summary>
/// <param name="Capacity">People that it holds; null where nobody has said.</param>
/// <param name="Latitude">WGS 84 degrees.</param>
/// <param name="Longitude">WGS 84 degrees.</param>
/// <param name="Shared">False for a placeholder, which is not one place.</param>
public sealed record VenueAdded(
    VenueId VenueId,
    EditionId EditionId,
    string Name,
    string? Address,
    int? Capacity,
    double? Latitude,
    double? Longitude,
    bool Shared,
    DateTimeOffset At);
