using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;

namespace BusinessFocus.Registration.Bus;

/// <summary>
/// What all messages about an activity have in common: its facts, in the order of its versions, whatever order they came in.
/// They are commands like everything about seats, so that they neither lose every race against an opening rush nor leave the
/// cache out of date. That is a commit of its own, before the inbox's; the activity's version
/// makes a repeat in between harmless.
/// </summary>
public static class ActivityUpdates
{
    public static async Task AnnounceAsync(
        this SeatCommandProcessor processor, ActivityState activity, string? reason, TimeProvider clock, CancellationToken cancellationToken)
    {
        var facts = TermsOf(activity);
        await processor.DecideAsync(activity.Id, seats => Announce.Decide(seats, facts, reason, clock.GetUtcNow()), cancellationToken);
    }

    public static ActivityTerms TermsOf(ActivityState activity) => new(
        activity.EditionId,
        activity.Status switch
        {
            ActivityStatus.Cancelled => ActivityPhase.Cancelled,
            ActivityStatus.Completed => ActivityPhase.Completed,
            _ => ActivityPhase.Open,
        },
        activity.StartsAt,
        activity.EndsAt,
        activity.Capacity,
        activity.WaitingListLimit,
        activity.RegistrationOpensAt,
        activity.RegistrationClosesAt,
        activity.MembersUntil,
        activity.Version,
        activity.Kind,
        activity.Rules,
        activity.HostIds,
        activity.Municipality,
        activity.IsListed,
        new ActivityDetails(activity.Title, activity.Place, activity.Attendance, activity.JoinLink, activity.CalendarSequence),
        activity.Topics,
        activity.Languages ?? [activity.Language]);
}
