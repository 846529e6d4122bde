using BusinessFocus.Contracts;
using BusinessFocus.Domain.Calendars;
using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Notices;

namespace BusinessFocus.Notification.Writing;

/// <param name="Calendar">The lines in the recipient's calendar that it changes, as they are after it.</param>
/// <param name="WithoutCalendar">Why a calendar part could not be written; null where none is left out.</param>
public sealed record Written(Letter Letter, IReadOnlyCollection<CalendarEntry> Calendar, string? WithoutCalendar = null);

/// <summary>Writes a notice's letter from what was decided and from what is known of the activities. Pure but for the templates.</summary>
/// <param name="invitation">Null for <see cref="Invitation"/>.</param>
public sealed class Writer(Templates templates, Sender sender, WriteInvitation? invitation = null)
{
    private readonly WriteInvitation invitation = invitation ?? ((method, activity, recipient, sender, sequence, manageLink, now) =>
        Invitation.Write(method, activity, recipient, new CalendarUser(sender.Name, sender.Address), sequence, manageLink, now));

    /// <param name="activities">Each that the notice names.</param>
    /// <param name="calendar">What the recipient has in the calendar of them, by its id.</param>
    /// <param name="template">What organisers made of the kind's template; null where nobody did.</param>
    /// <param name="form">The channel's; null for one that carries layout, ticket and calendar.</param>
    public Written Write(
        Notice notice,
        IReadOnlyDictionary<ActivityId, KnownActivity> activities,
        IReadOnlyDictionary<Guid, CalendarEntry> calendar,
        DateTimeOffset now,
        Template? template = null,
        TextForm? form = null) => Write(
            notice,
            templates.Render(TemplateKey.For(notice.Kind, notice.Recipient.Language), TextModels.Of(notice, activities), template),
            activities,
            calendar,
            now,
            form);

    /// <summary>Gives the words their form, and what goes along with them.</summary>
    public Written Write(
        Notice notice,
        Wording wording,
        IReadOnlyDictionary<ActivityId, KnownActivity> activities,
        IReadOnlyDictionary<Guid, CalendarEntry> calendar,
        DateTimeOffset now,
        TextForm? form = null)
    {
        var language = TemplateKey.For(notice.Kind, notice.Recipient.Language).Language;
        var name = Words.OneLine(notice.Recipient.Name);
        var links = FactsAndLinks.LinksOf(notice, activities, sender, language);
        if (form is not null)
        {
            // What comes beside the e-mail: without its layout, its ticket and its calendar, which would come twice.
            return new Written(
                new Letter(notice.Id, notice.Channel, name, notice.Recipient.Address, language, wording.Subject, form(wording, links), "", [], null, now), []);
        }

        var calendars = CalendarParts.Of(notice, activities, calendar, sender, invitation, now);
        var ticket = TicketOf(notice);
        var layout = new LayoutModel(
            language,
            wording.Subject,
            wording.Heading,
            [.. wording.Paragraphs, .. calendars.LeftOut.Select(part => part.Method).Distinct().Select(method => (IReadOnlyList<string>)[SaysWithout(method).In(language)])],
            FactsAndLinks.FactsOf(notice, activities, language),
            links,
            new TicketModel(ticket is not null, Words.Ticket.In(language), Words.ShowTicket.In(language)),
            Words.Footer.In(language),
            new LinkModel(Words.Preferences.In(language), sender.PreferencesLink(notice.ContactId)));

        var rule = KindRules.Of(notice.Kind);
        var letter = new Letter(
            notice.Id,
            notice.Channel,
            name,
            notice.Recipient.Address,
            language,
            wording.Subject,
            templates.RenderText(layout),
            templates.RenderHtml(layout),
            calendars.Parts,
            ticket,
            now,
            rule.CanBeTurnedOff ? sender.UnsubscribeLink(notice.ContactId, rule.Group) : null);
        return new Written(letter, calendars.Entries, calendars.LeftOut.Count == 0 ? null : calendars.LeftOut[0].Why);
    }

    private static LocalizedText SaysWithout(string method) => method == Invitation.Request ? Words.WithoutInvitation : Words.WithoutCancellation;

    private static string? TicketOf(Notice notice) =>
        KindRules.Of(notice.Kind).HasTicket && notice.Content() is SeatsContent { Booking: { IsConfirmed: true } booking } ? booking.Ticket : null;
}
