using System.Security.Cryptography;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Hosting.Webhooks;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>
/// What deliveries are signed with. The store has them encrypted by a key that is a file of the service's: who has the store alone can sign
/// nothing. Their owners see each once.
/// </summary>
public sealed class WebhookSecrets(RotatingKeys<byte[]> keys)
{
    public const string Purpose = "webhook-secrets";

    /// <summary>As Standard Webhooks recommends: 24 to 64 bytes.</summary>
    private const int Bytes = 32;

    /// <returns>As its owner sees it, and as it is stored.</returns>
    public (string Shown, byte[] Sealed) New()
    {
        var secret = RandomNumberGenerator.GetBytes(Bytes);
        return (StandardWebhooks.TextOf(secret), AuthenticatedEncryption.Close(keys.Current, secret));
    }

    /// <summary>What a delivery is signed with: the secret, and the one before as long as it is good.</summary>
    /// <exception cref="InvalidOperationException">The key that sealed one is gone.</exception>
    public IReadOnlyList<byte[]> Of(Webhook webhook, DateTimeOffset now) =>
        webhook.FormerSealedSecret is { } former && webhook.FormerUntil > now
            ? [Open(webhook.SealedSecret), Open(former)]
            : [Open(webhook.SealedSecret)];

    private byte[] Open(byte[] whole)
    {
        foreach (var key in keys.All)
        {
            try
            {
                return AuthenticatedEncryption.Open(key, whole);
            }
            catch (AuthenticationTagMismatchException)
            {
                // Another of the keys closed it.
            }
        }

        throw new InvalidOperationException("A webhook's secret was sealed by a key that is gone: it has to be rotated.");
    }
}
