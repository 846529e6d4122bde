namespace BusinessFocus.Scheduling.Activities;

/// <summary>An activity in the public programme.</summary>
/// <param name="ChangedAt">UTC: since when the public sees it like that.</param>
/// <param name="IsDraft">In an organiser's or a host's own calendar: it may still become another.</param>
public sealed record PublicEntry(PublicActivity Activity, DateTimeOffset ChangedAt, bool IsDraft = false);
