using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Scheduling.Activities;

/// <summary>An organiser planned an activity, or a company accepted a visit: a draft.</summary>
/// <param name="Visit">The company's request that it came of; null for any other activity.</param>
/// <param name="Override">Why a clash was accepted; null where there was none.</param>
/// <param name="Reason">Why it was done, in the organiser's words.</param>
public sealed record ActivityPlanned(ActivityId ActivityId, EditionId EditionId, Plan Plan, ClashOverride? Override, DateTimeOffset At, string? Reason = null, VisitRequestId? Visit = null);

/// <summary>An organiser planned it differently; what is public stays as it is until the next release.</summary>
/// <param name="Override">Why a clash was accepted; null where there was none.</param>
/// <param name="Reason">Why it was done, in the organiser's words.</param>
public sealed record ActivityReplanned(Plan Plan, ClashOverride? Override, DateTimeOffset At, string? Reason = null);

/// <summary>An event after which the public sees the activity otherwise.</summary>
public interface IPublicActivityEvent
{
    /// <summary>As it is seen from then on; null where it never was public.</summary>
    PublicActivity? Activity { get; }
}

/// <summary>It became public for the first time.</summary>
/// <param name="ReleaseVersion">The edition's release that did it.</param>
/// <param name="Note">What the organiser said about that release; may be null.</param>
public sealed record ActivityReleased(PublicActivity Activity, int ReleaseVersion, DateTimeOffset At, string? Note = null) : IPublicActivityEvent;

/// <summary>It was released again, with other facts.</summary>
/// <param name="ReleaseVersion">The edition's release that did it.</param>
/// <param name="Note">What the organiser said about that release; may be null.</param>
public sealed record ActivityChanged(
    PublicActivity Activity, IReadOnlyList<ChangeKind> Kinds, int ReleaseVersion, DateTimeOffset At, string? Note = null) : IPublicActivityEvent;

/// <summary>It will not take place. That goes public at once.</summary>
/// <param name="Activity">As the public sees it from now on; null where it never was public.</param>
/// <param name="Reason">The organiser's own words to those registered.</param>
/// <param name="ReleaseVersion">The edition's release at that time: the next one lists the cancellation.</param>
/// <param name="Alternatives">
/// What whoever is registered is offered in its place, the best first; null where nothing is, and in events from before it was offered.
/// </param>
public sealed record ActivityCancelled(
    PublicActivity? Activity, string? Reason, int ReleaseVersion, DateTimeOffset At, IReadOnlyList<ActivityId>? Alternatives = null) : IPublicActivityEvent;

/// <summary>It has taken place.</summary>
/// <param name="OverrideReason">Why although it had not begun, in the organiser's words; null where it had.</param>
public sealed record ActivityCompleted(PublicActivity Activity, DateTimeOffset At, string? OverrideReason = null) : IPublicActivityEvent;

/// <summary>That it had taken place was a mistake.</summary>
/// <param name="Reason">In the organiser's words; may be null.</param>
public sealed record ActivityReopened(PublicActivity Activity, string? Reason, DateTimeOffset At) : IPublicActivityEvent;

/// <summary>An organiser accepted that somebody or something is in two places at once.</summary>
public sealed record ClashOverride(string Reason, IReadOnlyList<ActivityId> ClashesWith);
