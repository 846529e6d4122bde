using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>
/// Completes activities after their end, where the edition says so. What is due is seen in the store, so it is done also when the
/// service was down at its time; of several instances the one that gets the edition's lock does it, and the others find it done.
/// </summary>
public sealed partial class DueCompletions(
    ISessionFactory sessions, TimeProvider clock, ILogger<DueCompletions> log) : PollingService(clock, TimeSpan.FromSeconds(5))
{
    protected override async Task PollAsync(CancellationToken cancellationToken) =>
        await EachAsync(await FindAsync(cancellationToken), CompleteAsync, (failure, id) => LogCompletionFailed(log, failure, id), cancellationToken);

    protected override void LogFailure(Exception failure) => LogSearchFailed(log, failure);

    private async Task<IReadOnlyList<ActivityId>> FindAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        await using var reads = sessions.QuerySession();
        var editions = await reads.Query<Edition>().Where(edition => edition.CompletesByItself).Select(edition => edition.Id).ToListAsync(cancellationToken);
        var ids = editions.Select(id => new EditionId(id)).ToArray();
        var over = ids.Length == 0 ? [] : await reads.Query<Activity>()
            .Where(activity => activity.EditionId.IsOneOf(ids) && activity.Phase == Phase.Planned && activity.Public!.EndsAt <= now)
            .ToListAsync(cancellationToken);
        return over.Where(activity => !activity.WasReopened).Select(activity => activity.ActivityId).ToList();
    }

    private async Task CompleteAsync(ActivityId id, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionOfAsync(id, cancellationToken) is not { } edition)
        {
            return;
        }

        await session.DecideAsync<Activity>(id.Value, ExpectedVersion.Any, activity => CompleteActivity.ByItself(activity, edition, Clock.GetUtcNow()), cancellationToken);
        await session.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "Activities that are over could not be looked for; they are looked for again")]
    private static partial void LogSearchFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "Activity {Activity}, which is over, could not be completed; it is tried again")]
    private static partial void LogCompletionFailed(ILogger logger, Exception exception, ActivityId activity);
}
