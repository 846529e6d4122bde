using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>
/// Fetches Identity's public keys from where <c>Tokens:KeySetAddress</c> says into the file <c>Tokens:KeySet</c>, from which tokens are
/// checked: so the last good ones are on disk, and a service starts while Identity is away.
/// </summary>
internal sealed partial class FetchKeySet(Uri address, KeySet known, IHttpClientFactory clients, TimeProvider clock, ILogger<FetchKeySet> log) : BackgroundService
{
    private static readonly TimeSpan Usually = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan WhileAway = TimeSpan.FromSeconds(1);

    /// <summary>Anybody can send a token with a key that nobody knows.</summary>
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim wanted = new(0, 1);
    private readonly Lock gate = new();
    private long? askedAt;

    /// <summary>A token has a key that is not among them: they may be others by now.</summary>
    private void LookAgain()
    {
        lock (gate)
        {
            if ((askedAt is null || clock.GetElapsedTime(askedAt.Value) > AtMostEvery) && wanted.CurrentCount == 0)
            {
                askedAt = clock.GetTimestamp();
                wanted.Release();
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        known.Missing = LookAgain;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await FetchAsync(stoppingToken) ? Usually : WhileAway;
            await wanted.WaitAsync(pause, stoppingToken);
        }
    }

    public override void Dispose()
    {
        wanted.Dispose();
        base.Dispose();
    }

    private async Task<bool> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var http = clients.CreateClient(nameof(FetchKeySet));
            var keys = await http.GetStringAsync(address, cancellationToken);
            if (new JsonWebKeySet(keys).GetSigningKeys().Count == 0)
            {
                throw new InvalidOperationException("There is no key in it.");
            }

            if (!File.Exists(known.Path) || await File.ReadAllTextAsync(known.Path, cancellationToken) != keys)
            {
                KeyFile.Show(known.Path, keys);
            }

            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogAway(log, failure.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Debug, "The public keys could not be fetched: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
