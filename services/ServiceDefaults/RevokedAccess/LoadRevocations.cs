using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.ServiceDefaults.RevokedAccess;

/// <summary>What the service remembers is known before the first request.</summary>
public sealed class LoadRevocations(IDocumentStore store, Revocations revocations, TimeProvider clock) : IStartupTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var reads = store.QuerySession();
        foreach (var revocation in await reads.Query<Revocation>().Where(each => each.ForgetAt > now).ToListAsync(cancellationToken))
        {
            revocations.Add(revocation);
        }
    }
}

/// <summary>Looks again, for what an instance did not hear of while its connection was broken, and forgets what is over.</summary>
public sealed partial class KeepRevocations(LoadRevocations load, IDocumentStore store, TimeProvider clock, ILogger<KeepRevocations> log)
    : PollingService(clock, TimeSpan.FromSeconds(30))
{
    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        await load.RunAsync(cancellationToken);
        var now = Clock.GetUtcNow();
        await using var session = store.LightweightSession();
        session.DeleteWhere<Revocation>(each => each.ForgetAt <= now);
        await session.SaveChangesAsync(cancellationToken);
    }

    protected override void LogFailure(Exception failure) => LogFailed(log, failure);

    [LoggerMessage(LogLevel.Warning, "Looking for revoked access failed; it is tried again in half a minute")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
