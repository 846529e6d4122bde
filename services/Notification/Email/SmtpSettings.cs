using MailKit.Security;

namespace BusinessFocus.Notifications.Email;

/// <summary>The mail server: the configuration section "Smtp". Not a record, which would print its password wherever it is logged.</summary>
public sealed class SmtpSettings
{
    public string Host { get; init; } = "localhost";

    public int Port { get; init; } = 25;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>None, Auto, SslOnConnect, StartTls or StartTlsWhenAvailable. Except with None, a password goes over TLS only.</summary>
    public SecureSocketOptions Tls { get; init; } = SecureSocketOptions.StartTlsWhenAvailable;

    /// <summary>A PEM file with the only certificates or authorities to trust, for a server that the system does not know; null trusts the system's.</summary>
    public string? TrustedCertificates { get; init; }

    /// <summary>How many connections at once.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>
    /// Letters a second that each instance gives to addresses of a domain at most, for instance <c>gmail.com</c>; <c>*</c> for
    /// each of all others. What is not named has no limit.
    /// </summary>
    public Dictionary<string, double> PerDomain { get; init; } = [];

    /// <summary>How letters are signed; where it has no domain they are not.</summary>
    public DkimSettings Dkim { get; init; } = new();
}

/// <summary>The key whose public half stands in the DNS at <c>{Selector}._domainkey.{Domain}</c>.</summary>
/// <param name="KeyFile">An RSA key as PEM.</param>
public sealed record DkimSettings(string Domain = "", string Selector = "", string KeyFile = "");
