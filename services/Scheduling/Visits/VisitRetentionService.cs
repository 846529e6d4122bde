using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Privacy;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using Marten;

namespace BusinessFocus.Scheduling.Visits;

/// <summary>
/// Forgets who asked for a visit in an edition, a configured number of months after its last day; that the company was visited stays.
/// </summary>
public sealed partial class VisitRetentionService(
    IDocumentStore store, ISessionFactory sessions, KeepMonths keep, TimeProvider clock, ILogger<VisitRetentionService> log) : PollingService(clock, TimeSpan.FromHours(1))
{
    /// <param name="before">What ended before it has been kept long enough.</param>
    public static bool IsOver(Edition edition, DateTimeOffset before) => Stockholm.At(edition.EndsOn.AddDays(1), TimeOnly.MinValue) <= before;

    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        var before = keep.Before(Clock.GetUtcNow());
        IReadOnlyList<Edition> editions;
        await using (var reads = sessions.QuerySession())
        {
            editions = await reads.Query<Edition>().ToListAsync(cancellationToken);
        }

        await EachAsync(
            editions.Where(edition => IsOver(edition, before)).Select(edition => new EditionId(edition.Id)),
            ForgetAsync,
            (failure, edition) => LogEditionFailed(log, failure, edition),
            cancellationToken);
    }

    protected override void LogFailure(Exception failure) => LogSearchFailed(log, failure);

    private async Task ForgetAsync(EditionId edition, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        await new ForgetVisitContact(session, store, Clock).ForgetAsync(edition, cancellationToken);
        await session.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "Visits that have been kept long enough could not be looked for; they are looked for again in an hour")]
    private static partial void LogSearchFailed(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Error, "Who asked for visits in edition {Edition} could not be forgotten; it is tried again in an hour")]
    private static partial void LogEditionFailed(ILogger logger, Exception failure, EditionId edition);
}
