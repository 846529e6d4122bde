using BusinessFocus.ServiceDefaults.BackgroundWork;
using Marten;

namespace BusinessFocus.Notifications.Jobs;

/// <summary>The scheduled job of one kind.</summary>
public interface IScheduledJob
{
    /// <summary>As in <see cref="DueJob.Kind"/>.</summary>
    string Kind { get; }

    /// <summary>Whether more of it can be taken now (backpressure); else it waits until there is room.</summary>
    Task<bool> HasRoomAsync(IQuerySession reads, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Does it, or a piece of it, in the scope's session, which the caller commits.</summary>
    /// <returns>What is left to do; null when it is done.</returns>
    Task<DueJob?> RunAsync(DueJob job, CancellationToken cancellationToken);
}

/// <summary>
/// Runs the jobs that are due, the longest waiting first, each in a transaction that holds its row. What fails is retried in a minute
/// and does not hold up the others.
/// </summary>
public sealed partial class ScheduledJobRunner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ScheduledJobRunner> log) : PollingService(clock, TimeSpan.FromSeconds(1))
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(1);

    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        while (await DoNextAsync(cancellationToken))
        {
        }
    }

    protected override void LogFailure(Exception failure) => LogSearchFailed(log, failure);

    /// <returns>Whether something was due.</returns>
    private async Task<bool> DoNextAsync(CancellationToken cancellationToken)
    {
        DueJob? job = null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
            var kinds = scope.ServiceProvider.GetServices<IScheduledJob>().ToDictionary(kind => kind.Kind);
            var full = new List<string>();
            foreach (var kind in kinds.Values)
            {
                if (!await kind.HasRoomAsync(session, cancellationToken))
                {
                    full.Add(kind.Kind);
                }
            }

            job = await session.TakeJobAsync(Clock.GetUtcNow(), full, cancellationToken);
            if (job is null)
            {
                return false;
            }

            var rest = await kinds[job.Kind].RunAsync(job, cancellationToken);
            if (rest is not null)
            {
                session.ContinueJob(rest);
            }
            else
            {
                session.UnscheduleJob(job.Kind, job.Subject);
            }

            await session.SaveChangesAsync(cancellationToken);
            RecordSuccess((job.Kind, job.Subject));
        }
        catch (Exception failure) when (job is not null && !cancellationToken.IsCancellationRequested)
        {
            // Its row is unlocked again: the transaction ended with its scope.
            LogFailed(log, failure, job.Kind, job.Subject);
            RecordFailure((job.Kind, job.Subject));
            await PostponeAsync(job, cancellationToken);
        }

        return true;
    }

    private async Task PostponeAsync(DueJob job, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        session.ContinueJob(job with { DueAt = Clock.GetUtcNow() + AgainAfter });
        await session.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "What is due could not be looked for; it is looked for again")]
    private static partial void LogSearchFailed(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Error, "What was due, {Kind} of {Subject}, failed; it is tried again in a minute")]
    private static partial void LogFailed(ILogger logger, Exception failure, string kind, Guid subject);
}
