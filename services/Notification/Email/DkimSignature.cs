using MimeKit;
using MimeKit.Cryptography;

namespace BusinessFocus.Notifications.Email;

/// <summary>
/// Signs letters with our domain's key (DKIM, RFC 6376), so that the recipient's server can tell that they are ours and as we
/// wrote them. Relaxed: servers on the way may fold lines anew, and may change nothing else.
/// </summary>
public sealed class DkimSignature
{
    /// <summary>What mail readers show or act on; one-click unsubscription counts only where it is signed (RFC 8058).</summary>
    private static readonly HeaderId[] Signed =
    [
        HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.MimeVersion, HeaderId.ContentType,
        HeaderId.AutoSubmitted, HeaderId.ContentLanguage, HeaderId.ListUnsubscribe, HeaderId.ListUnsubscribePost,
    ];

    private readonly DkimSigner? signer;

    /// <exception cref="InvalidOperationException">There is a domain, but no selector or no key.</exception>
    public DkimSignature(DkimSettings settings)
    {
        if (settings.Domain.Length == 0)
        {
            return;
        }

        if (settings.Selector.Length == 0 || !File.Exists(settings.KeyFile))
        {
            throw new InvalidOperationException("Smtp:Dkim has a domain: it needs a selector and a key file too.");
        }

        signer = new DkimSigner(settings.KeyFile, settings.Domain, settings.Selector, DkimSignatureAlgorithm.RsaSha256)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
        };
    }

    /// <summary>The last thing that happens to a message before it goes; without settings, nothing.</summary>
    public void Sign(MimeMessage message)
    {
        if (signer is null)
        {
            return;
        }

        // What is signed is what goes over the wire: nobody on the way has to encode it anew.
        message.Prepare(EncodingConstraint.SevenBit);
        signer.Sign(message, [.. Signed.Where(header => message.Headers.Contains(header) || message.Body!.Headers.Contains(header))]);
    }
}
