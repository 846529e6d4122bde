using BusinessFocus.Contracts.Registration;

namespace BusinessFocus.Notifications.Rendering;

/// <summary>
/// A notification as it was written, ready for a channel to carry. Kept until the recipient's server has taken it, so that
/// every attempt carries the same words, and deleted then: what it said stays in the notification's stream.
/// </summary>
/// <param name="Id">The notification's.</param>
/// <param name="Address">Where on its channel.</param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="Text">The whole message as plain text.</param>
/// <param name="Html">The same for readers that show HTML; the ticket is its image <c>cid:ticket</c>. Empty for a channel that has no form.</param>
/// <param name="Calendars">Calendar objects to send along; the first is the message's own.</param>
/// <param name="Ticket">The signed code to show at the door; null when there is none.</param>
/// <param name="WrittenAt">UTC.</param>
/// <param name="Unsubscribe">The address that ends such letters by one click; null for what is necessary.</param>
/// <param name="From">The sender's name that the edition has said; null for the usual one, and in letters from before there was one.</param>
/// <param name="NamedTickets">Those of who was named, the images <c>cid:ticket-1</c> and on; null for nobody, and in letters from before there were some.</param>
/// <param name="ReplyTo">The address that answers go to; null for the sender's own, and in letters from before there was one.</param>
public sealed record RenderedMessage(
    Guid Id,
    string Channel,
    string Name,
    string Address,
    string Language,
    string Subject,
    string Text,
    string Html,
    IReadOnlyList<CalendarPart> Calendars,
    string? Ticket,
    DateTimeOffset WrittenAt,
    string? Unsubscribe = null,
    string? From = null,
    string? ReplyTo = null,
    IReadOnlyList<NamedTicket>? NamedTickets = null);

/// <summary>One calendar object (RFC 5545), which a calendar adds, changes or takes away.</summary>
/// <param name="Method">"REQUEST" or "CANCEL", or "PUBLISH" of several entries at once (RFC 5546).</param>
/// <param name="IsItself">Whether it is what the message is about; else it only comes along.</param>
public sealed record CalendarPart(string Method, string Text, bool IsItself);
