using BusinessFocus.ServiceDefaults.BackgroundWork;
using OpenIddict.Abstractions;

namespace BusinessFocus.Identity.Tokens;

/// <summary>Forgets what has ended: tokens, and authorisations that nothing hangs on.</summary>
public sealed partial class ForgetOldTokens(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ForgetOldTokens> log)
    : PollingService(clock, TimeSpan.FromHours(1))
{
    /// <summary>Longer than a redeemed refresh token could be tried again while its family lives.</summary>
    private static readonly TimeSpan Kept = Lifetimes.Refresh + TimeSpan.FromDays(1);

    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        var before = Clock.GetUtcNow() - Kept;
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, cancellationToken);
    }

    protected override void LogFailure(Exception failure) => LogFailed(log, failure);

    [LoggerMessage(LogLevel.Warning, "Forgetting old tokens failed; it is tried again in an hour")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
