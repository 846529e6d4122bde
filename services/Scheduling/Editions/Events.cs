using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>An organiser began to plan an edition.</summary>
public sealed record EditionCreated(EditionId EditionId, string Slug, LocalizedText Name, DateOnly StartsOn, DateOnly EndsOn, DateTimeOffset At);

/// <summary>A version of the programme went public. The activities' own streams have the same facts, one event each.</summary>
/// <param name="Version">1, 2, 3 …: the edition's own count.</param>
/// <param name="Note">What the organiser says about it; may be null.</param>
public sealed record ProgrammeReleased(
    EditionId EditionId,
    string EditionSlug,
    LocalizedText EditionName,
    int Version,
    string? Note,
    IReadOnlyList<ReleasedChange> Changes,
    DateTimeOffset At);

/// <summary>What a release did to one activity.</summary>
/// <param name="Activity">As it is after the release.</param>
/// <param name="ActivityVersion">The version of the activity's stream that says so.</param>
/// <param name="Before">The time and place it had; null when it was added.</param>
public sealed record ReleasedChange(
    PublicActivity Activity, long ActivityVersion, IReadOnlyList<ChangeKind> Kinds, TimeAndPlace? Before);
