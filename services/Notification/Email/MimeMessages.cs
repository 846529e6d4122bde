using System.Text;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.ServiceDefaults.QrCodes;
using MimeKit;

namespace BusinessFocus.Notifications.Email;

/// <summary>
/// A letter as an e-mail that Outlook, Apple Mail and Gmail take for an invitation: text, HTML and the calendar
/// object as alternatives of one another, and the calendar object once more as a file. The ticket is an image in the
/// HTML, which those who read the text find among the attachments.
/// </summary>
public static class MimeMessages
{
    private const int PixelsPerModule = 4;

    /// <summary>The Message-ID's left part is the notification's id: every attempt, from any instance, has the same.</summary>
    public static string MessageId(Guid notification, Sender sender) => $"{notification:N}@{sender.Address[(sender.Address.LastIndexOf('@') + 1)..]}";

    public static MimeMessage Message(RenderedMessage letter, Sender sender)
    {
        var message = new MimeMessage
        {
            MessageId = MessageId(letter.Id, sender),
            Subject = Plain(letter.Subject),
            Date = letter.WrittenAt,
            From = { new MailboxAddress(letter.From is { } name ? Plain(name) : sender.Name, sender.Address) },
            To = { new MailboxAddress(Plain(letter.Name), letter.Address) },
        };
        if (letter.ReplyTo is { } answers)
        {
            message.ReplyTo.Add(new MailboxAddress(message.From.Mailboxes.First().Name, answers));
        }

        // No out-of-office answers to it, please (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (letter.Unsubscribe is { } address)
        {
            message.Headers.Add(OnOneLine(HeaderId.ListUnsubscribe, $"<{address}>"));
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        var alternatives = new MultipartAlternative { Text("plain", letter.Text), Html(letter) };
        var attachments = new List<MimeEntity>();
        foreach (var calendar in letter.Calendars)
        {
            if (calendar.IsItself)
            {
                alternatives.Add(Calendar(calendar));
            }

            attachments.Add(CalendarFile(calendar));
        }

        message.Body = attachments.Count == 0 ? alternatives : new Multipart("mixed") { alternatives };
        attachments.ForEach(((Multipart)message.Body).Add);
        message.Body.Headers.Add(HeaderId.ContentLanguage, letter.Language);
        return message;
    }

    /// <summary>Folded in the middle, as MimeKit does with what is long, an address would have a space where it is put together again.</summary>
    private static Header OnOneLine(HeaderId id, string value)
    {
        var header = new Header(id, "");
        header.SetRawValue(Encoding.ASCII.GetBytes($" {value}\r\n"));
        return header;
    }

    /// <summary>Text that looks like an encoded word (RFC 2047) would be decoded as one, and show another text than was checked.</summary>
    private static string Plain(string text) => text.Replace("=?", "= ?", StringComparison.Ordinal);

    private static TextPart Text(string subtype, string text) => new(subtype)
    {
        Text = text,
        ContentTransferEncoding = ContentEncoding.QuotedPrintable,
    };

    private static MimeEntity Html(RenderedMessage letter)
    {
        var html = Text("html", letter.Html);
        var file = letter.Language == "en" ? "ticket" : "biljett";
        List<MimeEntity> images =
        [
            .. (letter.NamedTickets ?? []).Select((each, i) => Picture(each.Ticket, $"ticket-{i + 1}", $"{file}-{i + 1}.png")),
            .. letter.Ticket is { } code ? new[] { Picture(code, "ticket", $"{file}.png") } : [],
        ];
        if (images.Count == 0)
        {
            return html;
        }

        var related = new MultipartRelated { html };
        images.ForEach(related.Add);
        return related;
    }

    private static MimePart Picture(string code, string id, string fileName) => new("image", "png")
    {
        ContentId = id,
        ContentDisposition = new ContentDisposition(ContentDisposition.Inline) { FileName = fileName },
        ContentTransferEncoding = ContentEncoding.Base64,
        Content = new MimeContent(new MemoryStream(QrPicture.Png(code, PixelsPerModule))),
    };

    private static TextPart Calendar(CalendarPart calendar)
    {
        // Outlook wants the method in the content type, and no line that a transfer could fold.
        var part = new TextPart("calendar") { Text = calendar.Text, ContentTransferEncoding = ContentEncoding.Base64 };
        part.ContentType.Parameters.Add("method", calendar.Method);
        return part;
    }

    private static MimePart CalendarFile(CalendarPart calendar) => new("application", "ics")
    {
        ContentDisposition = new ContentDisposition(ContentDisposition.Attachment)
        {
            FileName = calendar.Method switch { Invitation.Request => "invite.ics", Invitation.Cancel => "cancel.ics", _ => "calendar.ics" },
        },
        ContentTransferEncoding = ContentEncoding.Base64,
        Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(calendar.Text))),
    };
}
