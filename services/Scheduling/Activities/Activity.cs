using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Scheduling.Activities;

/// <summary>How far an activity has come; whether it is public is another question.</summary>
public enum Phase
{
    Planned,
    Cancelled,
    Completed,
}

/// <summary>Something that takes place once: its plan, and what the public has been told of it.</summary>
public sealed record Activity : IState<Activity>, IVersioned
{
    public static Activity Initial { get; } = new();

    public Guid Id { get; set; }

    public ActivityId ActivityId => new(Id);

    public EditionId EditionId { get; init; }

    public Phase Phase { get; init; }

    /// <summary>What the organisers want; null before anything happened.</summary>
    public Plan? Plan { get; init; }

    /// <summary>What the public sees; null before its first release.</summary>
    public PublicActivity? Public { get; init; }

    /// <summary>The version of this stream that made it public like that; 0 before its first release.</summary>
    public long PublicVersion { get; init; }

    /// <summary>UTC: when that was.</summary>
    public DateTimeOffset? PublicSince { get; init; }

    /// <summary>The company's request that it came of; null for any other activity.</summary>
    public VisitRequestId? Visit { get; init; }

    /// <summary>UTC: when an organiser last planned it, or it went public or was cancelled.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Why an organiser accepted the clashes of the plan; null where there were none to accept.</summary>
    public string? ClashesAccepted { get; init; }

    /// <summary>Whether it was taken back that it had taken place: from then on only an organiser completes it.</summary>
    public bool WasReopened { get; init; }

    /// <summary>The edition's release at the time of the cancellation: the next one lists it. Null unless cancelled.</summary>
    public int? CancelledAfterRelease { get; init; }

    /// <summary>Events so far: what a change is based on.</summary>
    public long StreamVersion { get; set; }

    public Activity Evolve(object @event) => @event switch
    {
        ActivityPlanned planned => this with
        {
            Id = planned.ActivityId.Value,
            EditionId = planned.EditionId,
            Plan = planned.Plan,
            Visit = planned.Visit,
            ChangedAt = planned.At,
            ClashesAccepted = planned.Override?.Reason,
        },
        ActivityReplanned replanned => this with
        {
            Plan = replanned.Plan,
            ChangedAt = replanned.At,
            ClashesAccepted = replanned.Plan.OccupiesTheSameAs(Plan!) ? ClashesAccepted : replanned.Override?.Reason,
        },
        ActivityReleased released => WentPublic(released.Activity, released.At),
        ActivityChanged changed => WentPublic(changed.Activity, changed.At),
        ActivityCancelled cancelled => Cancelled(cancelled),
        ActivityCompleted completed => WentPublic(completed.Activity, completed.At) with { Phase = Phase.Completed },
        ActivityReopened reopened => WentPublic(reopened.Activity, reopened.At) with { Phase = Phase.Planned, WasReopened = true },
        _ => this,
    };

    private Activity Cancelled(ActivityCancelled cancelled)
    {
        var after = this with { Phase = Phase.Cancelled, CancelledAfterRelease = cancelled.ReleaseVersion, ChangedAt = cancelled.At };
        return cancelled.Activity is { } known ? after.WentPublic(known, cancelled.At) : after;
    }

    private Activity WentPublic(PublicActivity activity, DateTimeOffset at) =>
        this with { Public = activity, PublicVersion = StreamVersion + 1, PublicSince = at, ChangedAt = at };
}
