using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Registration.Bus;

/// <summary>What all news of an activity come to here: its facts, in the order of its versions, whatever order they came in.</summary>
public static class ActivityNews
{
    public static async Task AnnounceAsync(
        this IDocumentSession session, ActivityState activity, string? reason, TimeProvider clock, CancellationToken cancellationToken)
    {
        var facts = new ActivityFacts(
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
            activity.Version);
        await session.DecideAsync<ActivitySeats>(
            activity.Id.Value, IfMatch.Any, seats => Announce.Decide(seats with { Id = activity.Id.Value }, facts, reason, clock.GetUtcNow()), cancellationToken);
    }
}
