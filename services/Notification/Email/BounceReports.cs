using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Delivery;
using MimeKit;

namespace BusinessFocus.Notifications.Email;

/// <summary>Reads what came back: delivery status notifications (RFC 3464) as mail servers write them, and what providers say of them.</summary>
public static class BounceReports
{
    private const int LongestReason = 500;

    public static Bounce Of(ReceiveBounce.Request told) => new(
        NotificationOf(told.MessageId), told.IsPermanent ? DeliveryStatus.Undelivered : DeliveryStatus.Late, IsUnreachable: told.IsPermanent, ReasonOf(told.Reason ?? ""));

    /// <returns>Null where it is no such report.</returns>
    public static async Task<Bounce?> ReadAsync(Stream mail, CancellationToken cancellationToken)
    {
        try
        {
            using var message = await MimeMessage.LoadAsync(mail, cancellationToken);
            return message.Body is MultipartReport report ? Of(report) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Bounce? Of(MultipartReport report)
    {
        // The first group is about the report; each other one about a recipient, of whom our e-mails have one.
        if (report.OfType<MessageDeliveryStatus>().FirstOrDefault()?.StatusGroups.Skip(1).FirstOrDefault() is not { } status)
        {
            return null;
        }

        var (code, words) = ((status["Status"] ?? "").Trim(), status["Diagnostic-Code"] ?? "");
        // What a server said in its own words is more exact than the code that another one made of it.
        var isWrong = SmtpAnswers.SaysThatAddressIsWrong(words) ?? SmtpAnswers.SaysThatAddressIsWrong(code) ?? false;
        return new Bounce(
            NotificationOf(report.OfType<MessagePart>().FirstOrDefault()?.Message?.MessageId),
            StatusOf(status["Action"]),
            IsUnreachable: isWrong,
            ReasonOf($"{code} {words}"));
    }

    /// <remarks>Whoever says "failed" has given up, whatever the class of the code: 4.4.7 is what it tried for days (RFC 3464, 2.3.3).</remarks>
    private static DeliveryStatus StatusOf(string? action) => action?.Trim().ToLowerInvariant() switch
    {
        "failed" => DeliveryStatus.Undelivered,
        "delayed" => DeliveryStatus.Late,
        _ => DeliveryStatus.Unsaid,
    };

    /// <summary>As <see cref="MimeMessages.MessageId"/> made it.</summary>
    private static NotificationId? NotificationOf(string? messageId) =>
        Guid.TryParseExact(messageId?.Trim('<', '>', ' ').Split('@')[0], "N", out var id) ? new NotificationId(id) : null;

    private static string ReasonOf(string text)
    {
        var reason = SmtpAnswers.Anonymous(text);
        return reason.Length > LongestReason ? reason[..LongestReason] : reason;
    }
}
