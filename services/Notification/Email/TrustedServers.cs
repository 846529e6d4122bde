using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BusinessFocus.Notifications.Email;

/// <summary>Which mail servers are who they say they are: by the system's authorities or, where a file names some, only by those.</summary>
public sealed class TrustedServers
{
    private const string ForServers = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2Collection authorities = [];

    /// <param name="file">PEM; null for the system's.</param>
    /// <exception cref="InvalidOperationException">There is no certificate in it.</exception>
    public TrustedServers(string? file)
    {
        if (string.IsNullOrEmpty(file))
        {
            return;
        }

        if (File.Exists(file))
        {
            authorities.ImportFromPemFile(file);
        }

        if (authorities.Count == 0)
        {
            throw new InvalidOperationException("Smtp:TrustedCertificates names a file in which there is no certificate.");
        }

        Validation = IsTrusted;
    }

    /// <summary>Null leaves it to the system.</summary>
    public RemoteCertificateValidationCallback? Validation { get; }

    private bool IsTrusted(object sender, X509Certificate? shown, X509Chain? with, SslPolicyErrors errors)
    {
        // A wrong host name is wrong whoever signed the certificate.
        if (shown is not X509Certificate2 certificate || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                // A private certificate authority seldom publishes what it has revoked.
                RevocationMode = X509RevocationMode.NoCheck,
                ApplicationPolicy = { new Oid(ForServers) },
            },
        };
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        if (with is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(with.ChainElements.Select(element => element.Certificate).ToArray());
        }

        return chain.Build(certificate);
    }
}
