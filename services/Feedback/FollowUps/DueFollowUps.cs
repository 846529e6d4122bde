using BusinessFocus.Feedback.Areas;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using Marten;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>
/// Reminds of the cases whose time has come. What is due is in the store; of several instances one wins the case's
/// stream, and the others find it done.
/// </summary>
public sealed partial class DueFollowUps(ISessionFactory sessions, TimeProvider clock, ILogger<DueFollowUps> log) : PollingService(clock, TimeSpan.FromMinutes(1))
{
    protected override async Task PollAsync(CancellationToken cancellationToken) =>
        await EachAsync(await FindAsync(cancellationToken), RemindAsync, (failure, id) => LogReminderFailed(log, failure, id), cancellationToken);

    protected override void LogFailure(Exception failure) => LogSearchFailed(log, failure);

    private async Task<IReadOnlyList<Guid>> FindAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        await using var reads = sessions.QuerySession();
        return await reads.Query<FollowUp>()
            .Where(followUp => followUp.RemindAt <= now)
            .OrderBy(followUp => followUp.RemindAt)
            .Select(followUp => followUp.Id)
            .ToListAsync(cancellationToken);
    }

    private async Task RemindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        var areas = await KnownAreas.ReadAsync(session, cancellationToken);
        var stream = await session.Events.FetchForWriting<FollowUp>(id, cancellationToken);
        var followUp = stream.Aggregate!;
        stream.AppendMany(RemindOfFollowUp.Decide(followUp, areas.For(followUp.Area), Clock.GetUtcNow()).Events);
        await session.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "Due follow-ups could not be looked for; they are looked for again")]
    private static partial void LogSearchFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "Follow-up {FollowUp} could not be reminded of; it is tried again")]
    private static partial void LogReminderFailed(ILogger logger, Exception exception, Guid followUp);
}
