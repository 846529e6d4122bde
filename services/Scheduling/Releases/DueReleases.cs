using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Programme;
using Marten;
using Microsoft.Extensions.Hosting;

namespace BusinessFocus.Scheduling.Releases;

/// <summary>
/// Makes the scheduled releases whose time has come. What is due stands in the store, so it is made also when the service
/// was down at its time; of several instances the one that gets the edition's lock makes it, and the others find it made.
/// </summary>
public sealed partial class DueReleases(
    ISessionFactory sessions, PublicProgrammes programmes, TimeProvider clock, ILogger<DueReleases> log) : BackgroundService
{
    private static readonly TimeSpan LookedForEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ReleaseAllAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Failed(log, exception);
            }

            await Task.Delay(LookedForEvery, clock, stoppingToken);
        }
    }

    private async Task ReleaseAllAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var reads = sessions.QuerySession();
        var due = await reads.Query<Edition>()
            .Where(edition => edition.NextReleaseAt <= now)
            .Select(edition => edition.Id)
            .ToListAsync(cancellationToken);
        foreach (var edition in due)
        {
            while (await ReleaseNextAsync(new EditionId(edition), now, cancellationToken))
            {
            }
        }
    }

    /// <returns>Whether there was one that is due.</returns>
    private async Task<bool> ReleaseNextAsync(EditionId id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionAsync(id, cancellationToken) is not { Aggregate: { ScheduledReleases: [var due, ..] } edition } stream
            || due.DueAt > now)
        {
            return false;
        }

        session.LastModifiedBy = due.By;
        var (plan, activities) = await session.LoadWholeAsync(edition, cancellationToken);
        var release = Release.Of(plan, activities, due.Note, now, due.Activities, due.Id);
        if (ReleaseProgramme.Hindrance(edition, release) is { } problem)
        {
            stream.AppendOne(new ScheduledReleaseSkipped(due.Id, problem.Code, now));
        }
        else
        {
            session.Append(stream, release!);
        }

        await session.SaveChangesAsync(cancellationToken);
        programmes.Changed(edition);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "Due releases could not be made; they are tried again.")]
    private static partial void Failed(ILogger logger, Exception exception);
}
