using BusinessFocus.Contracts;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>An organiser began to plan an edition.</summary>
public sealed record EditionCreated(EditionId EditionId, string Slug, LocalizedText Name, DateOnly StartsOn, DateOnly EndsOn, DateTimeOffset At);
