using System.Net.Sockets;
using System.Text.RegularExpressions;
using BusinessFocus.Notifications.Delivery;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace BusinessFocus.Notifications.Email;

/// <summary>What an SMTP server's answers mean (RFC 5321, and the enhanced codes of RFC 3463 where it gives them).</summary>
public static partial class SmtpAnswers
{
    /// <summary>What a failed hand-over comes to; null where the failure is not the server's or the network's.</summary>
    public static DeliveryResult? Of(Exception failure) => failure switch
    {
        SmtpCommandException refused => Of(refused),
        SmtpProtocolException or ServiceNotConnectedException or SocketException or IOException or SslHandshakeException or TimeoutException =>
            new DeliveryResult(DeliveryOutcome.Unavailable, Anonymous(failure.Message)),
        // Our own user name and password: not the recipient's fault.
        AuthenticationException or ServiceNotAuthenticatedException => new DeliveryResult(DeliveryOutcome.Unavailable, Anonymous(failure.Message)),
        _ => null,
    };

    /// <summary>
    /// Without any address: a server's words are kept, published and logged. Without control characters either, of which the store
    /// takes not every one.
    /// </summary>
    public static string Anonymous(string text) => Address().Replace(Control().Replace(text.ReplaceLineEndings(" "), "").Trim(), "…");

    private static DeliveryResult Of(SmtpCommandException refused)
    {
        var text = Anonymous($"{(int)refused.StatusCode} {refused.Message}");
        var isPermanent = (int)refused.StatusCode >= 500;
        return refused.ErrorCode switch
        {
            // The server does not take our own address: that is about us, and not about the recipient.
            SmtpErrorCode.SenderNotAccepted => new DeliveryResult(DeliveryOutcome.Unavailable, text),
            _ when refused.StatusCode == SmtpStatusCode.ServiceNotAvailable => new DeliveryResult(DeliveryOutcome.Unavailable, text),
            _ when !isPermanent => new DeliveryResult(DeliveryOutcome.TryLater, text),
            _ => new DeliveryResult(SaysThatAddressIsWrong(refused) ? DeliveryOutcome.Unreachable : DeliveryOutcome.Refused, text),
        };
    }

    /// <summary>Whether an enhanced code in the text says that the address does not exist; null where there is none.</summary>
    public static bool? SaysThatAddressIsWrong(string text) => EnhancedCode().Match(text) is { Success: true } enhanced
        // X.1.x is about the address, X.2.1 a mailbox that is switched off; X.7.x, say, is about policy.
        ? enhanced.Groups["subject"].Value == "1" || enhanced.Value.EndsWith(".2.1", StringComparison.Ordinal)
        : null;

    private static bool SaysThatAddressIsWrong(SmtpCommandException refused) =>
        SaysThatAddressIsWrong(refused.Message)
        ?? (refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted
            || refused.StatusCode is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.MailboxNameNotAllowed);

    [GeneratedRegex(@"\b5\.(?<subject>\d{1,3})\.\d{1,3}\b")]
    private static partial Regex EnhancedCode();

    [GeneratedRegex(@"\p{Cc}")]
    private static partial Regex Control();

    [GeneratedRegex(@"<?[^\s<>@]+@[^\s<>@]+>?")]
    private static partial Regex Address();
}
