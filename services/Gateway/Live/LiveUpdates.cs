using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Notification;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Gateway.Live;

/// <summary>The event <c>seats</c>: how many seats of an activity are taken now.</summary>
/// <param name="Waiting">Seats, not registrations.</param>
/// <param name="Offered">Kept for those who were offered them.</param>
/// <param name="Left">Seats that nobody has; never below zero. Those who wait may get them first: the availability says what the next one gets.</param>
/// <param name="Version">Of two about the same activity, the higher one is newer.</param>
public sealed record SeatsUpdate(ActivityId ActivityId, int Capacity, int Confirmed, int Waiting, int Offered, int Left, long Version)
{
    public static SeatsUpdate Of(SeatsChanged seats) => new(
        seats.ActivityId,
        seats.Capacity,
        seats.Confirmed,
        seats.Waiting,
        seats.Offered,
        Math.Max(0, seats.Capacity - seats.Confirmed - seats.Offered),
        seats.Version);
}

/// <summary>The event <c>programme</c>: a version of an edition's programme was published.</summary>
/// <param name="At">UTC.</param>
/// <param name="Changes">What differs from the version before, one change per activity; the programme itself tells how.</param>
public sealed record ProgrammeUpdate(EditionId EditionId, string Slug, int ReleaseVersion, DateTimeOffset At, IReadOnlyList<ProgrammeUpdate.Change> Changes)
{
    public sealed record Change(ActivityId ActivityId, IReadOnlyList<ChangeKind> Kinds);

    public static ProgrammeUpdate Of(ProgrammeReleased release) => new(
        release.EditionId,
        release.EditionSlug,
        release.ReleaseVersion,
        release.ReleasedAt,
        [.. release.Changes.Select(change => new Change(change.Activity.Id, change.Kinds))]);
}

/// <summary>The event <c>inbox</c>: there is something new in the listener's own inbox.</summary>
public sealed record InboxUpdate(NotificationId NotificationId)
{
    public static InboxUpdate Of(InboxChanged inbox) => new(inbox.NotificationId);
}
