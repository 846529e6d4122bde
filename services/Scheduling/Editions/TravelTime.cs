using BusinessFocus.Contracts;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>How long somebody needs from one place to another, either way.</summary>
public sealed record TravelTime(VenueId FromVenueId, VenueId ToVenueId, int Minutes);
