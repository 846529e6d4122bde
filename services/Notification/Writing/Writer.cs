using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Notices;
using BusinessFocus.ServiceDefaults.Calendars;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Tokens;

namespace BusinessFocus.Notification.Writing;

/// <summary>Where letters come from and where their links lead.</summary>
/// <param name="PublicUrl">The gateway as people see it.</param>
/// <param name="PersonalLinks">Signs the links to what is a person's own.</param>
public sealed record Sender(string Name, string Address, Uri PublicUrl, PersonalLinks PersonalLinks)
{
    public static Sender From(IConfiguration configuration, PersonalLinks personalLinks)
    {
        var organiser = configuration.Organiser();
        return new Sender(organiser.Name, organiser.Address, new Uri(configuration.PublicUrl()), personalLinks);
    }

    public string ManageLink(Booking booking) => Link($"/api/v1/registrations/{booking.RegistrationId}?token={Uri.EscapeDataString(booking.ManageToken)}");

    public string SurveyLink(SurveyLink survey) => Link($"/api/v1/surveys/{Uri.EscapeDataString(survey.Token)}");

    public string VisitLink(VisitNews visit) => Link($"/api/v1/visit-requests/{visit.VisitRequestId}?token={Uri.EscapeDataString(visit.Token)}");

    public string CaseLink(FollowUpNews followUp) => Link($"/api/v1/follow-ups/{followUp.Id}");

    public string ReopenLink(FollowUpId followUp, string token) => Link($"/api/v1/follow-ups/{followUp}/reopen?token={Uri.EscapeDataString(token)}");

    public string PreferencesLink(ContactId contact) => Link($"/api/v1/preferences/{PersonalLinks.TokenOf(contact)}");

    /// <summary>One click for a mail reader (RFC 8058).</summary>
    public string UnsubscribeLink(ContactId contact, NoticeGroup group) =>
        $"{PreferencesLink(contact)}/unsubscribe/{KindRules.NameOf(group)}";

    private string Link(string path) => PublicUrl.ToString().TrimEnd('/') + path;
}

/// <param name="Calendar">The lines in the recipient's calendar that it changes, as they are after it.</param>
/// <param name="WithoutCalendar">Why a calendar part could not be written; null where none is left out.</param>
public sealed record Written(Letter Letter, IReadOnlyCollection<CalendarEntry> Calendar, string? WithoutCalendar = null);

/// <summary>Writes a calendar part of a letter; see <see cref="Invitation"/>.</summary>
public delegate string WriteInvitation(
    string method, ActivityState activity, Recipient recipient, Sender sender, int sequence, string? manageLink, DateTimeOffset now);

/// <summary>Writes a notice's letter from what was decided and from what is known of the activities. Pure but for the templates.</summary>
/// <param name="invitation">Null for <see cref="Invitation"/>.</param>
public sealed class Writer(Templates templates, Sender sender, WriteInvitation? invitation = null)
{
    private readonly WriteInvitation invitation = invitation ?? ((method, activity, recipient, sender, sequence, manageLink, now) =>
        Invitation.Write(method, activity, recipient, new CalendarUser(sender.Name, sender.Address), sequence, manageLink, now));

    /// <param name="activities">Each that the notice names.</param>
    /// <param name="calendar">What the recipient has in the calendar of them, by its id.</param>
    /// <param name="template">What organisers made of the kind's template; null where nobody did.</param>
    public Written Write(
        Notice notice,
        IReadOnlyDictionary<ActivityId, KnownActivity> activities,
        IReadOnlyDictionary<Guid, CalendarEntry> calendar,
        DateTimeOffset now,
        Template? template = null) => Write(
            notice,
            templates.Render(TemplateKey.For(notice.Kind, notice.Recipient.Language), Model(notice, activities), template),
            activities,
            calendar,
            now);

    /// <summary>What the words of the notice can name.</summary>
    public static TextModel Model(Notice notice, IReadOnlyDictionary<ActivityId, KnownActivity> activities)
    {
        var language = TemplateKey.For(notice.Kind, notice.Recipient.Language).Language;
        var matter = notice.Matter;
        var activity = matter.ActivityId is { } id ? activities[id] : null;
        var from = matter.From is { } left ? activities[left.ActivityId] : null;
        return new TextModel(
            Words.OneLine(notice.Recipient.Name),
            Activity(activity, language),
            Activity(from, language),
            Words.SeatsText(matter.Booking?.Seats ?? 0, language),
            Words.SeatsText(matter.SeatsBefore ?? 0, language),
            matter.Booking is { IsConfirmed: true },
            matter.Booking?.Position ?? 0,
            (matter.Cancelled is { } cancelled ? cancelled.Message ?? activity?.CancellationReason : matter.Visit?.Message) ?? "",
            matter.Cancelled?.By.ToString().ToLowerInvariant() ?? "",
            matter.Survey is { } survey ? LocalTimes.Day(survey.ClosesAt, language) : "",
            matter.OfferedUntil is { } until ? LocalTimes.Moment(until, language) : "",
            matter.Release is { } release ? Release(release, activities, language) : null,
            matter.Visit is { } visit ? Visit(visit, language) : null,
            Message(matter, activity),
            matter.Answer?.Text.ReplaceLineEndings("\n") ?? "",
            matter.Day is { } day ? Day(day, language) : null,
            matter.Answer is { ReopenToken: not null, ReopenableUntil: { } reopenUntil } ? LocalTimes.Day(reopenUntil, language) : "",
            matter.FollowUp is { } followUp ? FollowUp(followUp, language) : null,
            matter.FollowUp?.Reminder ?? 0,
            matter.FollowUp?.IsByContact ?? false,
            Words.SeatsText(matter.Capacity ?? 0, language));
    }

    /// <summary>Gives the words their form, and what goes along with them.</summary>
    public Written Write(
        Notice notice,
        Wording wording,
        IReadOnlyDictionary<ActivityId, KnownActivity> activities,
        IReadOnlyDictionary<Guid, CalendarEntry> calendar,
        DateTimeOffset now)
    {
        var language = TemplateKey.For(notice.Kind, notice.Recipient.Language).Language;
        var (matter, name) = (notice.Matter, Words.OneLine(notice.Recipient.Name));
        var activity = matter.ActivityId is { } id ? activities[id] : null;
        var links = Links(notice, activity, activities, language);
        if (notice.Channel != Channels.Email)
        {
            // What comes beside the e-mail: without its form, its ticket and its calendar, which would come twice.
            var text = notice.Channel == Channels.Sms ? string.Join(' ', links.Select(link => link.Url).Take(1).Prepend(wording.Brief)) : PlainText(wording, links);
            return new Written(
                new Letter(notice.Id, notice.Channel, name, notice.Recipient.Address, language, wording.Subject, text, "", [], null, now), []);
        }

        var (calendars, entries, leftOut) = Calendars(notice, activities, calendar, now);
        var ticket = HasTicket(notice) ? matter.Booking!.Ticket : null;
        var layout = new LayoutModel(
            language,
            wording.Subject,
            wording.Heading,
            [.. wording.Paragraphs, .. leftOut.Select(part => part.Method).Distinct().Select(method => (IReadOnlyList<string>)[SaysWithout(method).In(language)])],
            Facts(notice, activity, activities, language),
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
            calendars,
            ticket,
            now,
            rule.CanBeTurnedOff ? sender.UnsubscribeLink(notice.ContactId, rule.Group) : null);
        return new Written(letter, entries, leftOut.Count == 0 ? null : leftOut[0].Why);
    }

    private static LocalizedText SaysWithout(string method) => method == Invitation.Request ? Words.WithoutInvitation : Words.WithoutCancellation;

    private static string PlainText(Wording wording, IReadOnlyList<LinkModel> links) => string.Join(
        "\n\n",
        wording.Paragraphs.Select(lines => string.Join('\n', lines)).Concat(links.Select(link => $"{link.Label}: {link.Url}")));

    private static FollowUpModel FollowUp(FollowUpNews followUp, string language) => new(
        Words.OneLine(followUp.Area.In(language)),
        followUp.DueAt is { } dueAt ? LocalTimes.Day(dueAt, language) : "");

    private static DayModel Day(DayFigures day, string language) => new(
        LocalTimes.Day(LocalTimes.At(day.Day, TimeOnly.MinValue), language),
        [.. day.Activities.Select(activity => new ActivityFiguresModel(
            Words.OneLine(activity.Title.In(language)), activity.Confirmed, activity.Waiting, activity.Cancelled))],
        day.Undelivered(),
        day.Unreachable,
        day.Channels,
        day.Waiting,
        day.OldestSince is { } since ? LocalTimes.Moment(since, language) : "",
        day.DeadLetters?.Sum(service => service.Waiting) ?? 0,
        day.DeadLetters ?? []);

    private static MessageModel? Message(Matter matter, KnownActivity? activity) => matter.Message is { } words
        ? new MessageModel(words.Subject, words.Text.ReplaceLineEndings("\n"), IsCancelled(activity))
        : null;

    private static bool IsCancelled(KnownActivity? known) => known is { Activity.Status: ActivityStatus.Cancelled };

    /// <summary>Whether there is nothing left to come to, or to open.</summary>
    private static bool IsNoMore(Notice notice, KnownActivity? known) =>
        KindRules.Of(notice.Kind).Registration == RegistrationStep.Ends || (notice.Kind == NotificationKind.OrganiserMessage && IsCancelled(known));

    private static bool HasTicket(Notice notice) => KindRules.Of(notice.Kind).HasTicket && notice.Matter.Booking is { IsConfirmed: true };

    private static ActivityModel? Activity(KnownActivity? known, string language) => known is null ? null : Activity(known.Activity, language);

    private static ActivityModel Activity(ActivityState activity, string language) => new(
        Words.OneLine(activity.Title.In(language)),
        LocalTimes.Period(activity.StartsAt, activity.EndsAt, language),
        PlaceText.Of(activity, language),
        string.Join(", ", activity.Hosts));

    private static ReleaseModel Release(Release release, IReadOnlyDictionary<ActivityId, KnownActivity> activities, string language) => new(
        release.EditionName.In(language),
        release.Note ?? "",
        release.Changes.Select(change => new ChangeModel(
            Activity(activities[change.ActivityId].Activity, language),
            change.Kinds.Contains(ChangeKind.Moved),
            change.Kinds.Contains(ChangeKind.MovedRoom),
            change.Kinds.Contains(ChangeKind.HostChanged),
            change.Kinds.Contains(ChangeKind.TextChanged),
            change.Booking.IsConfirmed,
            change.Before is { } when ? LocalTimes.Period(when.StartsAt, when.EndsAt, language) : "",
            change.Before is { } where ? PlaceText.Of(where, language) : "")).ToList());

    private static VisitModel Visit(VisitNews visit, string language) => new(
        visit.EditionName.In(language),
        Words.OneLine(visit.CompanyName),
        visit is { StartsAt: { } startsAt, EndsAt: { } endsAt } ? LocalTimes.Period(startsAt, endsAt, language) : "",
        visit.Decision is { } decision ? JsonNamingPolicy.CamelCase.ConvertName(decision.ToString()) : "");

    private static List<FactModel> Facts(
        Notice notice, KnownActivity? known, IReadOnlyDictionary<ActivityId, KnownActivity> activities, string language)
    {
        if (notice.Matter.Visit is { } visit)
        {
            return visit is { StartsAt: not null, Decision: null or VisitDecision.Accepted }
                ?
                [
                    new(Words.When.In(language), Visit(visit, language).When),
                    new(Words.Where.In(language), visit.Address),
                    new(Words.Hosts.In(language), string.Join(", ", visit.Hosts)),
                ]
                : [];
        }

        if (known is null || notice.Matter.Booking is not { } booking || IsNoMore(notice, known))
        {
            return [];
        }

        var activity = Activity(known.Activity, language);
        List<FactModel> facts = [new(Words.When.In(language), activity.When), new(Words.Where.In(language), activity.Where)];
        if (activity.Hosts.Length > 0)
        {
            facts.Add(new(Words.Hosts.In(language), activity.Hosts));
        }

        facts.Add(new(Words.Seats.In(language), booking.Seats.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (booking.Position is { } position)
        {
            facts.Add(new(Words.PositionInLine.In(language), position.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        var others = (notice.Matter.AtTheSameTime ?? []).Select(other => activities[other]).Where(known.IsAtTheSameTimeAs).ToList();
        if (others.Count > 0)
        {
            facts.Add(new(
                Words.AtTheSameTime.In(language),
                string.Join("; ", others.Select(other => Activity(other, language)!).Select(other => $"{other.Title}, {other.When}"))));
        }

        return facts;
    }

    private List<LinkModel> Links(
        Notice notice, KnownActivity? known, IReadOnlyDictionary<ActivityId, KnownActivity> activities, string language)
    {
        var matter = notice.Matter;
        if (matter.Survey is { } survey)
        {
            return [new(Words.AnswerSurvey.In(language), sender.SurveyLink(survey))];
        }

        if (matter.Answer is { FollowUpId: { } answered, ReopenToken: { } token })
        {
            return [new(Words.ReopenCase.In(language), sender.ReopenLink(answered, token))];
        }

        if (matter.FollowUp is { } followUp && KindRules.Of(notice.Kind).Reader == Reader.Area)
        {
            return [new(Words.OpenCase.In(language), sender.CaseLink(followUp))];
        }

        if (matter.Visit is { } visit)
        {
            return [new((visit.Decision is null ? Words.AnswerVisit : Words.ViewVisit).In(language), sender.VisitLink(visit))];
        }

        if (matter.Release is { } release)
        {
            return release.Changes
                .Select(change => new LinkModel(
                    $"{Words.OneLine(activities[change.ActivityId].Activity.Title.In(language))}: {Words.Manage.In(language).ToLowerInvariant()}",
                    sender.ManageLink(change.Booking)))
                .ToList();
        }

        if (matter.Booking is not { } booking || IsNoMore(notice, known))
        {
            return [];
        }

        var manage = notice.Kind == NotificationKind.Offer ? Words.AnswerOffer : Words.Manage;
        List<LinkModel> links = [new(manage.In(language), sender.ManageLink(booking))];
        if (booking.IsConfirmed && known!.Activity.JoinLink is { } join && WebAddress.Is(join))
        {
            links.Insert(0, new(Words.Join.In(language), join));
        }

        return links;
    }

    /// <summary>One that cannot be written is left out: the letter is worth more than its calendar part, and says that it lacks.</summary>
    private (List<CalendarPart> Parts, List<CalendarEntry> Entries, List<(string Method, string Why)> LeftOut) Calendars(
        Notice notice,
        IReadOnlyDictionary<ActivityId, KnownActivity> activities,
        IReadOnlyDictionary<Guid, CalendarEntry> calendar,
        DateTimeOffset now)
    {
        var parts = new List<CalendarPart>();
        var entries = new List<CalendarEntry>();
        var leftOut = new List<(string, string)>();
        var matter = notice.Matter;
        switch (notice.Kind)
        {
            case NotificationKind.Confirmation or NotificationKind.Promotion or NotificationKind.Resized when matter.Booking!.IsConfirmed:
                Add(Invitation.Request, matter.ActivityId!.Value, matter.Booking, isItself: true);
                break;
            case NotificationKind.Moved:
                if (matter.Booking!.IsConfirmed)
                {
                    Add(Invitation.Request, matter.ActivityId!.Value, matter.Booking, isItself: true);
                }

                Add(Invitation.Cancel, matter.From!.ActivityId, null, isItself: !matter.Booking.IsConfirmed);
                break;
            case NotificationKind.Cancellation:
                Add(Invitation.Cancel, matter.ActivityId!.Value, null, isItself: true);
                break;
            case NotificationKind.ProgrammeChange:
                var confirmed = matter.Release!.Changes.Where(change => change.Booking.IsConfirmed).ToList();
                foreach (var change in confirmed)
                {
                    // A message can be one event's invitation only; several come as files to open.
                    Add(Invitation.Request, change.ActivityId, change.Booking, isItself: confirmed.Count == 1);
                }

                break;
        }

        return (parts, entries, leftOut);

        void Add(string method, ActivityId activityId, Booking? booking, bool isItself)
        {
            var thread = NoticeIds.Thread(notice.ContactId, activityId);
            var known = calendar.GetValueOrDefault(thread);
            if (method == Invitation.Cancel && known is not { IsInvited: true })
            {
                // They waited in line: there is nothing in their calendar to take away.
                return;
            }

            var activity = activities[activityId].Activity;
            var entry = CalendarEntry.Next(known, thread, activity.CalendarSequence, method == Invitation.Request);
            try
            {
                var text = invitation(
                    method, activity, notice.Recipient, sender, entry.Sequence, booking is null ? null : sender.ManageLink(booking), now);
                parts.Add(new CalendarPart(method, text, isItself));
                entries.Add(entry);
            }
            catch (Exception fault)
            {
                leftOut.Add((method, ComposingFault.ReasonOf(fault)));
            }
        }
    }
}
