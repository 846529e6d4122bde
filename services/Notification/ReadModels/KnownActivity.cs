using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Notifications.ReadModels;

/// <summary>A read model of an activity (event-carried state transfer): the newest version that has arrived.</summary>
public sealed record KnownActivity : IKnown
{
    /// <summary>The ActivityId's value.</summary>
    public Guid Id { get; init; }

    public required ActivityState Activity { get; init; }

    /// <summary>The organiser's words about a cancellation; may be null.</summary>
    public string? CancellationReason { get; init; }

    /// <summary>Whether the other one takes place while this one does.</summary>
    public bool IsAtTheSameTimeAs(KnownActivity other) =>
        other.Activity.Status == ActivityStatus.Released && other.Activity.StartsAt < Activity.EndsAt && Activity.StartsAt < other.Activity.EndsAt;

    /// <summary>What is known after <paramref name="activity"/> has arrived; null when it is not news.</summary>
    public static KnownActivity? Learn(KnownActivity? known, ActivityState activity, string? cancellationReason = null) =>
        known is null || activity.Version > known.Activity.Version
            ? new KnownActivity { Id = activity.Id.Value, Activity = activity, CancellationReason = cancellationReason ?? known?.CancellationReason }
            : known.Activity.Version == activity.Version && known.CancellationReason is null && cancellationReason is not null
                // A release told of the same version before the cancellation itself arrived.
                ? known with { CancellationReason = cancellationReason }
                : null;
}
