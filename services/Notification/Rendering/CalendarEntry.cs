using BusinessFocus.Notifications.ReadModels;

namespace BusinessFocus.Notifications.Rendering;

/// <summary>
/// The line that a person has in their calendar for an activity. Calendars follow an invitation only when its
/// SEQUENCE is higher than the one they have (RFC 5546), also where the activity itself has not changed, as when
/// somebody cancels and registers again: so each one sent to the same person counts up.
/// </summary>
public sealed record CalendarEntry : IKnown
{
    /// <summary>Of the person and the activity.</summary>
    public Guid Id { get; init; }

    /// <summary>The last SEQUENCE sent.</summary>
    public int Sequence { get; init; }

    /// <summary>Whether the last one sent was an invitation and not its cancellation.</summary>
    public bool IsInvited { get; init; }

    /// <summary>The entry after one more invitation or cancellation.</summary>
    /// <param name="known">Null when nothing was sent before.</param>
    /// <param name="activitySequence">The activity's own.</param>
    public static CalendarEntry Next(CalendarEntry? known, Guid id, int activitySequence, bool isInvited) => new()
    {
        Id = id,
        Sequence = known is null ? activitySequence : Math.Max(activitySequence, known.Sequence + 1),
        IsInvited = isInvited,
    };
}
