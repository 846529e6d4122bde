using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Hours;

namespace BusinessFocus.Scheduling.Venues;

/// <summary>A place can be planned with.</summary>
/// <param name="Capacity">People that it holds; null where nobody has said.</param>
/// <param name="Latitude">WGS 84 degrees.</param>
/// <param name="Longitude">WGS 84 degrees.</param>
/// <param name="Shared">False for a placeholder, which is not one place.</param>
/// <param name="Details">Null in the first events, which told of none.</param>
/// <param name="Reason">Why, in the organiser's words.</param>
public sealed record VenueAdded(
    VenueId VenueId,
    EditionId EditionId,
    string Name,
    string? Address,
    int? Capacity,
    double? Latitude,
    double? Longitude,
    bool Shared,
    DateTimeOffset At,
    VenueDetails? Details = null,
    string? Reason = null);

/// <summary>An organiser learnt more of a place, or something else.</summary>
/// <param name="Reason">Why, in the organiser's words.</param>
public sealed record VenueChanged(
    string Name,
    string? Address,
    int? Capacity,
    double? Latitude,
    double? Longitude,
    bool Shared,
    VenueDetails Details,
    string? Reason,
    DateTimeOffset At);

/// <summary>A place that nothing uses is gone, and its name is free.</summary>
public sealed record VenueRemoved(VenueId VenueId, EditionId EditionId, DateTimeOffset At);

/// <summary>What a place is like inside.</summary>
/// <param name="Rooms">Each can be used by itself; none where the place is one room.</param>
/// <param name="OpeningHours">None where nobody has said: open at any time.</param>
public sealed record VenueDetails(IReadOnlyList<Room> Rooms, Accessibility? Accessibility, IReadOnlyList<WeeklyHours> OpeningHours)
{
    public static VenueDetails None { get; } = new([], null, []);
}

/// <summary>A part of a venue that can be used by itself.</summary>
/// <param name="Name">No other room of the venue has it; at most 80 characters.</param>
/// <param name="Capacity">People that it holds, 0 to 100,000; where it is left out, as many as the venue.</param>
public sealed record Room(string Name, int? Capacity = null);

/// <summary>What visitors who need it can count on in a venue.</summary>
/// <param name="Note">More about it, for people, at most 500 characters; for instance "Hiss från baksidan".</param>
/// <param name="StepFree">Whether one comes in and around without steps.</param>
/// <param name="HearingLoop">Whether there is a hearing loop.</param>
/// <param name="AccessibleToilet">Whether there is an accessible toilet.</param>
public sealed record Accessibility(bool StepFree = false, bool HearingLoop = false, bool AccessibleToilet = false, string? Note = null);
