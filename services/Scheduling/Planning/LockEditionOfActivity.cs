using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using Marten;

namespace BusinessFocus.Scheduling.Planning;

public static class LockEditionOfActivity
{
    /// <summary>Holds the edition that an activity belongs to, see <see cref="EditionLock"/>.</summary>
    /// <returns>Null where there is no such activity.</returns>
    public static async Task<Edition?> LockEditionOfAsync(
        this IDocumentSession session, ActivityId id, CancellationToken cancellationToken)
    {
        // An activity never moves to another edition, so this may be read before the lock.
        var activity = await session.LoadAsync<Activity>(id.Value, cancellationToken);
        return activity is null ? null : (await session.LockEditionAsync(activity.EditionId, cancellationToken))?.Aggregate;
    }
}
