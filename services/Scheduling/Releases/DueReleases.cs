using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using Marten;

namespace BusinessFocus.Scheduling.Releases;

/// <summary>
/// Makes the scheduled releases whose time has come. What is due is in the store, so it is made also when the service
/// was down at its time; of several instances the one that gets the edition's lock makes it, and the others find it made.
/// </summary>
public sealed partial class DueReleases(
    ISessionFactory sessions, TimeProvider clock, ILogger<DueReleases> log) : PollingService(clock, TimeSpan.FromSeconds(1))
{
    protected override async Task PollAsync(CancellationToken cancellationToken) =>
        await EachAsync(
            await FindAsync(cancellationToken), ReleaseDueOfAsync, (failure, edition) => LogReleaseFailed(log, failure, edition), cancellationToken);

    protected override void LogFailure(Exception failure) => LogSearchFailed(log, failure);

    /// <summary>The editions in which something is due, the longest waiting first.</summary>
    private async Task<IReadOnlyList<EditionId>> FindAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        await using var reads = sessions.QuerySession();
        var due = await reads.Query<Edition>()
            .Where(edition => edition.NextReleaseAt <= now)
            .OrderBy(edition => edition.NextReleaseAt)
            .Select(edition => edition.Id)
            .ToListAsync(cancellationToken);
        return due.Select(id => new EditionId(id)).ToList();
    }

    private async Task ReleaseDueOfAsync(EditionId edition, CancellationToken cancellationToken)
    {
        while (await ReleaseNextAsync(edition, cancellationToken))
        {
        }
    }

    /// <returns>Whether there was one that is due.</returns>
    private async Task<bool> ReleaseNextAsync(EditionId id, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionAsync(id, cancellationToken) is not { Aggregate: { ScheduledReleases: [var due, ..] } edition } stream
            || Clock.GetUtcNow() is var now && due.DueAt > now)
        {
            return false;
        }

        session.LastModifiedBy = due.By;
        var (plan, activities) = await session.LoadWholeAsync(edition, cancellationToken);
        var (release, skipped) = ScheduleRelease.ComeDue(due, plan, activities, now);
        if (release is not null)
        {
            await session.AppendAsync(stream, release, activities, cancellationToken);
        }
        else
        {
            stream.AppendOne(skipped!);
        }

        await session.SaveChangesAsync(cancellationToken);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "Due releases could not be looked for; they are looked for again")]
    private static partial void LogSearchFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "A due release of edition {Edition} could not be made; it is tried again")]
    private static partial void LogReleaseFailed(ILogger logger, Exception exception, EditionId edition);
}
