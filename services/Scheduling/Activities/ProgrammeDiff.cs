using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Scheduling.Activities;

/// <summary>How an activity differs between two versions of the programme.</summary>
public static class ProgrammeDiff
{
    /// <summary>
    /// Nothing where both are the same. Topics, kind, languages, attendance, visibility and join link count as text; the limit of the waiting
    /// list, the times of registration and its rules count as capacity. The hosts' organisations are not shown to anybody, so they make
    /// no difference: what is learnt of them comes with the activity's next change.
    /// </summary>
    /// <param name="before">Null where it was not public.</param>
    public static IReadOnlyList<ChangeKind> Between(PublicActivity? before, PublicActivity after)
    {
        if (before is null)
        {
            return [ChangeKind.Added];
        }

        (ChangeKind Kind, bool Differs)[] kinds =
        [
            (ChangeKind.Cancelled, before.Status != after.Status && after.Status == ActivityStatus.Cancelled),
            (ChangeKind.Moved, before.StartsAt != after.StartsAt || before.EndsAt != after.EndsAt),
            (ChangeKind.MovedRoom, before.Place != after.Place),
            (ChangeKind.HostChanged, !before.Hosts.SequenceEqual(after.Hosts)),
            (ChangeKind.TextChanged, !TextOf(before).Equals(TextOf(after))
                || !before.Topics.SequenceEqual(after.Topics)
                || (before.Attendance is { } attendance && attendance != after.Attendance)
                || (before.Languages is { } languages && !languages.SequenceEqual(after.Languages ?? []))),
            (ChangeKind.CapacityChanged, !SeatsOf(before).Equals(SeatsOf(after))),
        ];
        return kinds.Where(each => each.Differs).Select(each => each.Kind).ToList();
    }

    private static object TextOf(PublicActivity activity) =>
        (activity.Title, activity.Description, activity.Kind, activity.Language, activity.JoinLink, activity.Visibility);

    private static object SeatsOf(PublicActivity activity) => (
        activity.Capacity,
        activity.WaitingListLimit,
        activity.RegistrationOpensAt,
        activity.RegistrationClosesAt,
        activity.MembersUntil,
        activity.Rules);
}
