using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace BusinessFocus.Identity.Tokens;

/// <summary>
/// Lets OpenIddict sign and encrypt with the keys whose time it is, and shows the others that sign: it reads its options anew when they
/// change, without a restart.
/// </summary>
/// <param name="encryption">What refresh tokens and codes are encrypted with.</param>
public sealed partial class UseSigningKeys(
    SigningKeys keys, RotatingKeys<SymmetricSecurityKey> encryption, IConfiguration configuration, TimeProvider clock, ILogger<UseSigningKeys> log)
    : PollingService(clock, TimeSpan.FromSeconds(30)), IOptionsChangeTokenSource<OpenIddictServerOptions>, IConfigureOptions<OpenIddictServerOptions>
{
    private string shown = "";
    private IReadOnlyList<SymmetricSecurityKey> used = [];
    private CancellationTokenSource changed = new();

    public string? Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => new CancellationChangeToken(changed.Token);

    public void Configure(OpenIddictServerOptions options)
    {
        foreach (var key in keys.At(Clock.GetUtcNow()))
        {
            options.SigningCredentials.Add(new SigningCredentials(key.Key, SecurityAlgorithms.EcdsaSha256));
        }

        // OpenIddict encrypts with the first, and decrypts with whichever does.
        foreach (var key in encryption.All)
        {
            options.EncryptionCredentials.Add(new EncryptingCredentials(key, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
        }
    }

    /// <summary>Shows the keys of now to who checks tokens by the file, this service among them.</summary>
    public bool Show()
    {
        var keySet = keys.KeySetAt(Clock.GetUtcNow());
        if (keySet == shown)
        {
            return false;
        }

        KeyFile.Show(configuration["Tokens:KeySet"]!, keySet);
        shown = keySet;
        return true;
    }

    public override void Dispose()
    {
        changed.Dispose();
        base.Dispose();
    }

    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        var (isShownAnew, encrypts) = (Show(), encryption.All);
        if (isShownAnew || !encrypts.SequenceEqual(used))
        {
            used = encrypts;
            var before = Interlocked.Exchange(ref changed, new CancellationTokenSource());
            await before.CancelAsync();
            before.Dispose();
        }
    }

    protected override void LogFailure(Exception failure) => LogFailed(log, failure);

    [LoggerMessage(LogLevel.Warning, "The keys that sign and encrypt tokens could not be read; they are read again in half a minute")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
