using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Calendars;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;

namespace BusinessFocus.Notifications.Rendering;

/// <param name="Calendar">The lines in the recipient's calendar that it changes, as they are after it.</param>
/// <param name="WithoutCalendar">Why a calendar part could not be written; null where none is left out.</param>
public sealed record RenderResult(RenderedMessage RenderedMessage, IReadOnlyCollection<CalendarEntry> Calendar, string? WithoutCalendar = null);

/// <summary>Writes a notification's letter from what was decided and from what is known of the activities. Pure but for the templates.</summary>
/// <param name="invitation">Null for <see cref="Invitation"/>.</param>
public sealed class MessageRenderer(Templates templates, Sender sender, WriteInvitation? invitation = null)
{
    private readonly WriteInvitation invitation = invitation ?? ((method, activity, recipient, sender, sequence, manageLink, now) =>
        Invitation.Write(method, activity, recipient, new CalendarUser(sender.Name, sender.Address), sequence, manageLink, now));

    /// <param name="activities">Each that the notification names.</param>
    /// <param name="calendar">What the recipient has in the calendar of them, by its id.</param>
    /// <param name="template">What organisers made of the kind's template; null where nobody did.</param>
    /// <param name="form">The channel's; null for one that carries layout, ticket and calendar.</param>
    /// <param name="edition">What the edition says of itself; null where it says nothing.</param>
    public RenderResult Write(
        Notification notification,
        IReadOnlyDictionary<ActivityId, KnownActivity> activities,
        IReadOnlyDictionary<Guid, CalendarEntry> calendar,
        DateTimeOffset now,
        Template? template = null,
        TextForm? form = null,
        KnownEdition? edition = null) => Write(
            notification,
            templates.Render(TemplateKey.For(notification.Kind, notification.Recipient.Language), TextModels.Of(notification, activities), template),
            activities,
            calendar,
            now,
            form,
            edition);

    /// <summary>Gives the words their form, and what goes along with them.</summary>
    public RenderResult Write(
        Notification notification,
        Wording wording,
        IReadOnlyDictionary<ActivityId, KnownActivity> activities,
        IReadOnlyDictionary<Guid, CalendarEntry> calendar,
        DateTimeOffset now,
        TextForm? form = null,
        KnownEdition? edition = null)
    {
        var language = TemplateKey.For(notification.Kind, notification.Recipient.Language).Language;
        var name = Words.OneLine(notification.Recipient.Name);
        var links = FactsAndLinks.LinksOf(notification, activities, sender.In(language), language);
        if (form is not null)
        {
            // What comes beside the e-mail: without its layout, its ticket and its calendar, which would come twice.
            return new RenderResult(
                new RenderedMessage(notification.Id, notification.Channel, name, notification.Recipient.Address, language, wording.Subject, form(wording, links), "", [], null, now), []);
        }

        var calendars = CalendarParts.Of(notification, activities, calendar, sender, invitation, now);
        var (ticket, named) = TicketsOf(notification);
        var layout = new LayoutModel(
            language,
            wording.Subject,
            wording.Heading,
            [.. wording.Paragraphs, .. calendars.LeftOut.Select(part => part.Method).Distinct().Select(method => (IReadOnlyList<string>)[SaysWithout(method).In(language)])],
            FactsAndLinks.FactsOf(notification, activities, language),
            links,
            new TicketModel(
                ticket is not null,
                (named.Count == 0 ? Words.Ticket : Words.OtherTicket).In(language),
                Words.ShowTicket.In(language),
                [.. named.Select((each, i) => new NamedTicketModel($"{Words.TicketOf.In(language)} {Words.OneLine(each.Name)}", $"ticket-{i + 1}"))]),
            (edition?.ReplyTo is null ? Words.Footer : Words.AnswerableFooter).In(language),
            new LinkModel(Words.Preferences.In(language), sender.In(language).PreferencesLink(notification.ContactId)),
            ContactOf(edition, language),
            edition?.Sender is { } inTheNameOf ? Words.OneLine(inTheNameOf) : sender.Name);

        var rule = KindRules.Of(notification.Kind);
        var letter = new RenderedMessage(
            notification.Id,
            notification.Channel,
            name,
            notification.Recipient.Address,
            language,
            wording.Subject,
            templates.RenderText(layout),
            templates.RenderHtml(layout),
            calendars.Parts,
            ticket,
            now,
            rule.CanBeTurnedOff ? sender.UnsubscribeLink(notification.ContactId, rule.Group) : null,
            edition?.Sender is { } from ? Words.OneLine(from) : null,
            edition?.ReplyTo,
            named.Count == 0 ? null : named);
        return new RenderResult(letter, calendars.Entries, calendars.LeftOut.Count == 0 ? null : calendars.LeftOut[0].Why);
    }

    private static LocalizedText SaysWithout(string method) => method == Invitation.Request ? Words.WithoutInvitation : Words.WithoutCancellation;

    private static string ContactOf(KnownEdition? edition, string language) => edition?.Contact is { } contact
        ? $"{Words.Questions.In(language)} {string.Join(", ", new[] { contact.Name, contact.Email, contact.Phone }.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => Words.OneLine(part!)))}"
        : "";

    /// <summary>That of the registration, for whoever was not named, and those of who was.</summary>
    private static (string? Own, IReadOnlyList<NamedTicket> Named) TicketsOf(Notification notification)
    {
        if (!KindRules.Of(notification.Kind).HasTicket || notification.Content() is not SeatsContent { Booking: { IsConfirmed: true } booking })
        {
            return (null, []);
        }

        var named = booking.Attendees ?? [];
        return (named.Count < booking.Seats ? booking.Ticket : null, named);
    }
}
