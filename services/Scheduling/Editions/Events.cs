using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>An organiser began to plan an edition.</summary>
/// <param name="CopiedFrom">The edition whose places, hosts and activities it began with; null where it began empty.</param>
/// <param name="CompletesByItself">Whether its activities are completed after their end without anybody saying so.</param>
/// <param name="Municipality">Whose festival it is; null where that was not said.</param>
public sealed record EditionCreated(
    EditionId EditionId,
    string Slug,
    LocalizedText Name,
    DateOnly StartsOn,
    DateOnly EndsOn,
    DateTimeOffset At,
    EditionId? CopiedFrom = null,
    bool CompletesByItself = false,
    string? Municipality = null);

/// <summary>An organiser said whether the edition's activities are completed after their end without anybody saying so.</summary>
public sealed record CompletionChosen(bool ByItself, DateTimeOffset At);

/// <summary>An organiser said when people who register confirm their address first, where an activity says nothing else.</summary>
public sealed record ConfirmAddressChosen(EditionId EditionId, ConfirmAddress ConfirmAddress, DateTimeOffset At);

/// <summary>An organiser said who hears of companies that ask for a visit, by postal town; in place of all that was said before.</summary>
public sealed record VisitAreasChosen(IReadOnlyList<VisitArea> Areas, DateTimeOffset At);

/// <summary>An organiser changed an edition's name, days, or what it says of itself; in place of all that was said before.</summary>
/// <param name="StartsOn">First day, Europe/Stockholm.</param>
/// <param name="EndsOn">Last day, Europe/Stockholm.</param>
/// <param name="Reason">Why, in the organiser's words; may be null.</param>
public sealed record EditionChanged(
    EditionId EditionId,
    LocalizedText Name,
    DateOnly StartsOn,
    DateOnly EndsOn,
    EditionPresentation Presentation,
    string? Reason,
    DateTimeOffset At);

/// <summary>An edition became visible to everybody.</summary>
public sealed record EditionOpened(DateTimeOffset At);

/// <summary>An edition is over: nothing more is planned or released in it.</summary>
public sealed record EditionClosed(DateTimeOffset At);

/// <summary>An edition that nothing was planned in is gone, with its places and hosts, and its slug is free.</summary>
public sealed record EditionDeleted(EditionId EditionId, DateTimeOffset At);

/// <summary>An organiser said how long it takes between the edition's places; in place of all that was said before.</summary>
public sealed record TravelTimesSet(IReadOnlyList<TravelTime> Ways, DateTimeOffset At);

/// <summary>A version of the programme went public. The activities' own streams have the same facts, one event each.</summary>
/// <param name="Version">1, 2, 3 …: the edition's own count.</param>
/// <param name="Note">What the organiser says about it; may be null.</param>
/// <param name="Scheduled">The scheduled release that did it; null where an organiser released by hand.</param>
public sealed record ProgrammeReleased(
    EditionId EditionId,
    string EditionSlug,
    LocalizedText EditionName,
    int Version,
    string? Note,
    IReadOnlyList<ReleasedChange> Changes,
    DateTimeOffset At,
    ScheduledReleaseId? Scheduled = null);

/// <summary>An organiser set a time at which the programme is released by itself.</summary>
public sealed record ReleaseScheduled(ScheduledRelease Release, DateTimeOffset At);

/// <summary>An organiser took a scheduled release back before its time.</summary>
public sealed record ScheduledReleaseWithdrawn(ScheduledReleaseId ReleaseId, DateTimeOffset At);

/// <summary>The time of a scheduled release came, and it could not be done.</summary>
/// <param name="Why">The problem's code: nothing had changed, or the edition was closed.</param>
public sealed record ScheduledReleaseSkipped(ScheduledReleaseId ReleaseId, string Why, DateTimeOffset At);

/// <summary>What a release did to one activity.</summary>
/// <param name="Activity">As it is after the release.</param>
/// <param name="ActivityVersion">The version of the activity's stream that says so.</param>
/// <param name="Before">The time and place it had; null when it was added.</param>
public sealed record ReleasedChange(
    PublicActivity Activity, long ActivityVersion, IReadOnlyList<ChangeKind> Kinds, TimeAndPlace? Before);
