using MailKit.Security;

namespace BusinessFocus.Notification.Email;

/// <summary>The mail server: the configuration section "Smtp".</summary>
public sealed record SmtpSettings
{
    public string Host { get; init; } = "localhost";

    public int Port { get; init; } = 25;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>None, Auto, SslOnConnect, StartTls or StartTlsWhenAvailable.</summary>
    public SecureSocketOptions Tls { get; init; } = SecureSocketOptions.StartTlsWhenAvailable;

    /// <summary>How many connections at once.</summary>
    public int Connections { get; init; } = 4;
}
