using System.Security.Cryptography;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Email;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Notifications.Tests.Email;
using Ical.Net;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Rendering;

/// <summary>What people get, read back with libraries as their mail readers and calendars do.</summary>
public sealed class RenderedMessages
{
    private static readonly Sender From = new("Business Focus", "no-reply@businessfocus.example", new Uri("https://festival.example"), new PersonalLinks(new byte[32]));

    private readonly MessageRenderer renderer = new(new Templates(NullLogger<Templates>.Instance), From);

    [Fact]
    public void A_confirmation_has_text_html_invitation_and_ticket()
    {
        var activity = Some.Activity(joinLink: "https://meet.example/abc");
        var registration = Some.Registration(activity.Id, seats: 3);
        var mail = Mail(Some.Requested(NotificationKind.Confirmation, registration), activity);

        mail.Subject.ShouldBe("Du är anmäld: Så möts vi 🤝 på Åspenäs");
        mail.To.Mailboxes.Single().ShouldBe(new MailboxAddress("Åsa Öberg", "asa@foretag.example"));
        mail.TextBody!.ShouldContain("Du har 3 platser.");
        mail.TextBody!.ShouldContain("När: måndag 5 oktober 2026 kl. 09.30–11.00");
        mail.TextBody!.ShouldContain("Var: Kommunhuset, sal Aspen, Bagges torg 1, Lerum");
        mail.TextBody!.ShouldContain($"https://festival.example/api/v1/registrations/{registration.Id}?token={registration.ManageToken}\n");
        mail.TextBody!.ShouldContain("https://meet.example/abc");
        mail.HtmlBody!.ShouldContain("Så möts vi 🤝 på Åspenäs");
        mail.HtmlBody!.ShouldContain("cid:ticket");
        mail.BodyParts.OfType<MimePart>().Single(part => part.ContentType.IsMimeType("image", "png")).ContentId.ShouldBe("ticket");

        var alternatives = mail.BodyParts.OfType<TextPart>().Select(part => part.ContentType.MimeType).ToList();
        alternatives.ShouldBe(["text/plain", "text/html", "text/calendar"]);
        mail.BodyParts.OfType<TextPart>().Last().ContentType.Parameters["method"].ShouldBe("REQUEST");
        mail.Attachments.Single().ContentDisposition!.FileName.ShouldBe("invite.ics");
    }

    [Theory]
    [InlineData(3, 3, "Biljett för er andra")]
    [InlineData(2, 2, null)]
    public void Several_people_are_listed_with_a_ticket_each_and_one_for_whoever_was_not_named(int seats, int pictures, string? others)
    {
        var activity = Some.Activity();
        var registration = Some.Registration(activity.Id, seats: seats) with { Attendees = [new("Ada <Lind>", "a.a"), new("Bo", "b.b")] };
        var mail = Mail(Some.Requested(NotificationKind.Confirmation, registration), activity);

        mail.TextBody!.ShouldContain("Ni som kommer: Ada <Lind>, Bo");
        mail.HtmlBody!.ShouldContain("Biljett för Ada &lt;Lind&gt;");
        mail.HtmlBody!.ShouldContain("cid:ticket-2");
        mail.HtmlBody!.Contains("Biljett för er andra", StringComparison.Ordinal).ShouldBe(others is not null);
        mail.BodyParts.OfType<MimePart>().Count(part => part.ContentType.IsMimeType("image", "png")).ShouldBe(pictures);
        mail.BodyParts.OfType<MimePart>().Select(part => part.ContentId).OfType<string>().Distinct().Count().ShouldBe(pictures);
    }

    [Fact]
    public void Who_is_named_is_neither_kept_for_later_letters_nor_left_when_somebody_is_forgotten()
    {
        var registration = Some.Registration(Some.Activity().Id) with { Attendees = [new("Ada", "a.a")] };
        Some.Known(registration).Booking!.Attendees.ShouldBeNull("it can be somebody else then");
        StoredContent.Of(Some.Content(NotificationKind.Confirmation, registration)).Masked().Booking!.Attendees.ShouldBeNull();
    }

    [Fact]
    public void A_telephone_reads_the_ticket_off_its_picture()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var activity = Some.Activity();
        var id = RegistrationId.New();
        var ticket = TicketCode.Sign(id, key);
        var mail = Mail(Some.Requested(NotificationKind.Confirmation, Some.Registration(activity.Id, id: id) with { Ticket = ticket }), activity);

        using var picture = new MemoryStream();
        mail.BodyParts.OfType<MimePart>().Single(part => part.ContentType.IsMimeType("image", "png")).Content!.DecodeTo(picture);
        QrReader.Read(picture.ToArray()).ShouldBe(ticket);
    }

    [Fact]
    public void The_invitation_is_one_that_calendars_understand()
    {
        var activity = Some.Activity(sequence: 4, joinLink: "https://meet.example/abc");
        var calendar = CalendarOf(Mail(Some.Requested(NotificationKind.Confirmation, Some.Registration(activity.Id)), activity));

        calendar.Method.ShouldBe("REQUEST");
        calendar.TimeZones.Single().TzId.ShouldBe("Europe/Stockholm");
        var @event = calendar.Events.Single();
        @event.Uid.ShouldBe($"{activity.Id}@businessfocus");
        @event.Sequence.ShouldBe(4);
        @event.Start!.TzId.ShouldBe("Europe/Stockholm");
        @event.Start.AsUtc.ShouldBe(activity.StartsAt.UtcDateTime);
        @event.End!.AsUtc.ShouldBe(activity.EndsAt.UtcDateTime);
        @event.Summary.ShouldBe("Så möts vi 🤝 på Åspenäs");
        @event.Location.ShouldBe("Kommunhuset, sal Aspen, Bagges torg 1, Lerum");
        @event.GeographicLocation!.Latitude.ShouldBe(57.7705);
        @event.GeographicLocation.Longitude.ShouldBe(12.2694);
        @event.Organizer!.Value.ShouldBe(new Uri("mailto:no-reply@businessfocus.example"));
        @event.Attendees.Single().Value.ShouldBe(new Uri("mailto:asa@foretag.example"));
        @event.Attendees.Single().CommonName.ShouldBe("Åsa Öberg");
        @event.Description!.ShouldContain("Om att mötas; och <sedan>, ses igen.");
        @event.Description!.ShouldContain("https://meet.example/abc");
        @event.Alarms.Single().Trigger!.Duration!.Value.ToTimeSpanUnspecified().ShouldBe(TimeSpan.FromHours(-1));
        @event.Status.ShouldBe("CONFIRMED");
    }

    [Fact]
    public void A_winter_time_is_an_hour_later_than_a_summer_time_of_the_same_clock()
    {
        var winter = Some.Activity() with
        {
            StartsAt = new DateTimeOffset(2026, 11, 5, 8, 30, 0, TimeSpan.Zero),
            EndsAt = new DateTimeOffset(2026, 11, 5, 10, 0, 0, TimeSpan.Zero),
        };
        var mail = Mail(Some.Requested(NotificationKind.Confirmation, Some.Registration(winter.Id)), winter);
        mail.TextBody!.ShouldContain("torsdag 5 november 2026 kl. 09.30–11.00");
        CalendarOf(mail).Events.Single().Start!.AsUtc.ShouldBe(winter.StartsAt.UtcDateTime);
    }

    [Fact]
    public void English_speakers_are_written_to_in_English()
    {
        var activity = Some.Activity();
        var mail = Mail(Some.Requested(NotificationKind.Confirmation, Some.Registration(activity.Id, contact: Some.Contact(locale: "en"))), activity);
        mail.Subject.ShouldBe("You are registered: How we meet 🤝");
        mail.TextBody!.ShouldContain("You have 1 seat.");
        mail.TextBody!.ShouldContain("When: Monday 5 October 2026, 09:30–11:00");
        mail.HtmlBody!.ShouldContain("<html lang=\"en\">");
        CalendarOf(mail).Events.Single().Summary.ShouldBe("How we meet 🤝");
    }

    [Theory]
    [InlineData("<script>alert('x')</script>")]
    [InlineData("Bobby \"; DROP\r\nBcc: all@foretag.example")]
    [InlineData("{{ activity.title }} {% raw %}")]
    [InlineData("ATTENDEE;CN=\"x\":mailto:y@z\r\nEND:VEVENT")]
    [InlineData("Ängström 🎉 von Überall")]
    [InlineData("&#x1F600; &lt;b&gt;")]
    public void A_hostile_name_stays_a_name(string name)
    {
        var activity = Some.Activity();
        var mail = Mail(Some.Requested(NotificationKind.Confirmation, Some.Registration(activity.Id, contact: Some.Contact(name))), activity);
        var oneLine = Words.OneLine(name);

        mail.To.Mailboxes.Single().Name.ShouldBe(oneLine);
        mail.To.Mailboxes.Single().Address.ShouldBe("asa@foretag.example");
        mail.Headers.Contains(HeaderId.Bcc).ShouldBeFalse();
        mail.TextBody!.ShouldContain($"Hej {oneLine}!");
        mail.HtmlBody!.ShouldNotContain("<script>");
        System.Net.WebUtility.HtmlDecode(mail.HtmlBody)!.ShouldContain($"Hej {oneLine}!");
        var attendee = CalendarOf(mail).Events.Single().Attendees.Single();
        attendee.Value.ShouldBe(new Uri("mailto:asa@foretag.example"));
        attendee.CommonName.ShouldBe(oneLine.Replace("\"", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_cannot_smuggle_in_another_by_looking_encoded()
    {
        var activity = Some.Activity();
        var contact = Some.Contact("=?utf-8?q?Kommunen=0D=0ABcc:_x@y?=");
        var mail = Mail(Some.Requested(NotificationKind.Confirmation, Some.Registration(activity.Id, contact: contact)), activity);
        mail.To.Mailboxes.Single().Name.ShouldBe("= ?utf-8?q?Kommunen=0D=0ABcc:_x@y?=");
    }

    [Fact]
    public void A_hostile_title_stays_a_title()
    {
        var activity = Some.Activity() with { Title = new LocalizedText("<img src=x onerror=y>\r\nSubject: {{ name }}") };
        var mail = Mail(Some.Requested(NotificationKind.Confirmation, Some.Registration(activity.Id)), activity);
        mail.Subject.ShouldBe("Du är anmäld: <img src=x onerror=y> Subject: {{ name }}");
        mail.HtmlBody!.ShouldNotContain("<img src=x");
        mail.HtmlBody!.ShouldContain("&lt;img src=x onerror=y&gt;");
    }

    [Fact]
    public void Who_waits_is_told_the_place_in_line_and_has_no_ticket_and_no_invitation()
    {
        var activity = Some.Activity(joinLink: "https://meet.example/abc");
        var mail = Mail(
            Some.Requested(NotificationKind.Waitlisted, Some.Registration(activity.Id, RegistrationStatus.Waitlisted, position: 7)), activity);
        mail.TextBody!.ShouldContain("Du står som nummer 7 i kön.");
        mail.TextBody!.ShouldNotContain("https://meet.example/abc");
        mail.BodyParts.Select(part => part.ContentType.MimeType).ShouldBe(["text/plain", "text/html"]);
    }

    [Fact]
    public void Who_is_promoted_gets_invitation_and_ticket()
    {
        var activity = Some.Activity();
        var mail = Mail(Some.Requested(NotificationKind.Promotion, Some.Registration(activity.Id, version: 9)), activity);
        mail.Subject.ShouldBe("Du har fått plats: Så möts vi 🤝 på Åspenäs");
        CalendarOf(mail).Method.ShouldBe("REQUEST");
        mail.BodyParts.ShouldContain(part => part.ContentType.IsMimeType("image", "png"));
    }

    [Fact]
    public void An_offer_says_until_when_and_where_to_answer_and_is_no_invitation_yet()
    {
        var activity = Some.Activity();
        var registration = Some.Registration(activity.Id, RegistrationStatus.Offered, seats: 2);
        var mail = Mail(
            Some.Requested(registration, (at, booking) => new OfferContent(at, booking, new DateTimeOffset(2026, 10, 1, 10, 0, 0, TimeSpan.Zero))), activity);
        mail.Subject.ShouldBe("Plats ledig – svara senast torsdag 1 oktober 2026 kl. 12.00: Så möts vi 🤝 på Åspenäs");
        mail.TextBody!.ShouldContain("nu kan du få 2 platser");
        mail.TextBody!.ShouldContain("Ta platsen eller tacka nej");
        mail.TextBody!.ShouldContain(registration.ManageToken);
        mail.BodyParts.ShouldNotContain(part => part.ContentType.IsMimeType("text", "calendar") || part.ContentType.IsMimeType("image", "png"));
    }

    [Fact]
    public void An_offer_that_ran_out_says_so_and_opens_nothing()
    {
        var activity = Some.Activity();
        var registration = Some.Registration(activity.Id, RegistrationStatus.Cancelled);
        var mail = Mail(Some.Requested(NotificationKind.OfferExpired, registration), activity);
        mail.Subject.ShouldBe("Tiden gick ut: Så möts vi 🤝 på Åspenäs");
        mail.TextBody!.ShouldNotContain(registration.ManageToken);
    }

    [Fact]
    public void A_confirmation_tells_what_else_is_at_the_same_time()
    {
        var (activity, other) = (Some.Activity(), Some.Activity() with { Title = new LocalizedText("Frukostmöte") });
        var mail = Mail(
            Some.Requested(Some.Registration(activity.Id), (at, booking) =>
                new RegistrationContent(NotificationKind.Confirmation, at, booking) { AtTheSameTime = [other.Id] }),
            [activity, other],
            []);
        mail.TextBody!.ShouldContain("Du är också anmäld till: Frukostmöte, måndag 5 oktober 2026 kl. 09.30–11.00");
    }

    [Fact]
    public void Another_number_of_seats_says_both_numbers()
    {
        var activity = Some.Activity();
        var mail = Mail(
            Some.Requested(Some.Registration(activity.Id, seats: 1), (at, booking) => new ResizedContent(at, booking, SeatsBefore: 4)), activity);
        mail.Subject.ShouldBe("Ändrat till 1 plats: Så möts vi 🤝 på Åspenäs");
        mail.TextBody!.ShouldContain("gäller nu 1 plats (tidigare 4 platser).");
    }

    [Fact]
    public void A_move_brings_the_new_one_and_takes_the_old_one_from_the_calendar()
    {
        var (old, next) = (Some.Activity(), Some.Activity());
        var registration = Some.Registration(next.Id);
        var calendar = Invited(registration.Contact.Id, old, sequence: 0);
        var mail = Mail(
            Some.Requested(registration, (at, booking) => new MovedContent(at, booking, new MovedFrom(old.Id, RegistrationId.New()))),
            [old, next],
            calendar);

        CalendarOf(mail).Events.Single().Uid.ShouldBe($"{next.Id}@businessfocus");
        var files = mail.Attachments.OfType<MimePart>().Select(Calendar).ToList();
        files.Select(file => (file.Method, file.Events.Single().Uid)).ShouldBe(
            [("REQUEST", $"{next.Id}@businessfocus"), ("CANCEL", $"{old.Id}@businessfocus")]);
        files[1].Events.Single().Sequence.ShouldBe(1);
    }

    [Theory]
    [InlineData(CancelledBy.Contact, "Avbokad: ", "Du har avbokat din anmälan")]
    [InlineData(CancelledBy.Organiser, "Avbokad: ", "Arrangören har avbokat din anmälan")]
    [InlineData(CancelledBy.Activity, "Inställt: ", "blir tyvärr inte av")]
    public void A_cancellation_says_whose_it_is_and_why_and_clears_the_calendar(CancelledBy by, string subject, string text)
    {
        var activity = Some.Activity();
        var registration = Some.Registration(activity.Id, RegistrationStatus.Cancelled);
        var mail = Mail(
            Some.Requested(registration, (at, booking) => new CancellationContent(at, booking, new Cancelled(by, "Salen brann <ner>."))),
            [activity],
            Invited(registration.Contact.Id, activity, sequence: 3));

        mail.Subject.ShouldStartWith(subject);
        mail.TextBody!.ShouldContain(text);
        mail.TextBody!.ShouldContain("Salen brann <ner>.");
        mail.HtmlBody!.ShouldContain("Salen brann &lt;ner&gt;.");
        var calendar = CalendarOf(mail);
        calendar.Method.ShouldBe("CANCEL");
        calendar.Events.Single().Status.ShouldBe("CANCELLED");
        calendar.Events.Single().Sequence.ShouldBe(4, "higher than the invitation's");
    }

    [Fact]
    public void Who_loses_a_slot_gets_one_letter_with_two_times_to_choose_from()
    {
        var (lost, one, other) = (Some.Activity(sequence: 4), Some.Activity() with { Title = new LocalizedText("Samtal med Bo") }, Some.Activity() with { Title = new LocalizedText("Samtal med Cia") });
        var registration = Some.Registration(lost.Id, RegistrationStatus.Cancelled);
        var mail = Mail(
            Some.Requested(registration, (at, booking) => new CancellationContent(at, booking, new Cancelled(
                CancelledBy.Activity, "Anna är sjuk.", [new Alternative(one.Id, "first+token", Some.Now.AddDays(1)), new Alternative(other.Id, "second", Some.Now.AddDays(1))]))),
            [lost, one, other],
            Invited(registration.Contact.Id, lost, sequence: 3));

        mail.TextBody!.ShouldContain("Samtal med Bo (måndag 5 oktober 2026 kl. 09.30–11.00) eller Samtal med Cia (måndag 5 oktober 2026 kl. 09.30–11.00). Välj med länken nedanför");
        mail.TextBody!.ShouldContain("https://festival.example/api/v1/held-registrations/first%2Btoken\n");
        mail.TextBody!.ShouldContain("https://festival.example/api/v1/held-registrations/second\n");
        mail.HtmlBody!.ShouldContain("Välj: måndag 5 oktober 2026 kl. 09.30–11.00, Samtal med Cia");
        var cancelled = CalendarOf(mail);
        (cancelled.Method, cancelled.Events.Single().Sequence).ShouldBe(("CANCEL", 4));
    }

    [Fact]
    public void Who_waited_for_an_earlier_time_reads_both_times_and_can_take_it()
    {
        var (late, early) = (Some.Activity(), Some.Activity() with { Title = new LocalizedText("Samtal med Bo") });
        var registration = Some.Registration(late.Id);
        var mail = Mail(
            Some.Requested(registration, (at, booking) => new OfferContent(at, booking, Some.Now.AddHours(1), new Alternative(early.Id, "earlier", Some.Now.AddHours(1)))), [late, early], []);

        mail.Subject.ShouldStartWith("En tidigare tid – svara senast ");
        mail.TextBody!.ShouldContain("Nu är Samtal med Bo (måndag 5 oktober 2026 kl. 09.30–11.00) ledig");
        mail.TextBody!.ShouldContain("https://festival.example/api/v1/held-registrations/earlier\n");
        mail.TextBody!.ShouldNotContain("Du står i kö");
        mail.BodyParts.ShouldNotContain(part => part.ContentType.IsMimeType("text", "calendar"));
    }

    [Fact]
    public void Who_only_waited_has_nothing_to_take_from_the_calendar()
    {
        var activity = Some.Activity();
        var mail = Mail(
            Some.Requested(NotificationKind.Cancellation, Some.Registration(activity.Id, RegistrationStatus.Cancelled)), activity);
        mail.BodyParts.ShouldNotContain(part => part.ContentType.IsMimeType("text", "calendar"));
        mail.TextBody!.ShouldNotContain("Arrangören hälsar");
    }

    [Fact]
    public void A_release_is_told_in_one_message_with_all_that_changed()
    {
        var (moved, host) = (Some.Activity(sequence: 2), Some.Activity() with { Title = new LocalizedText("Öppet hus"), Hosts = ["Ny värd"] });
        var contact = Some.Contact();
        var before = new TimeAndPlace(moved.StartsAt.AddDays(-1), moved.EndsAt.AddDays(-1), moved.Place);
        var content = new ReleaseContent(new Release(new LocalizedText("Business Focus Lerum 2026"), "Hoppas det passar.", [
            new ReleaseChange(moved.Id, [ChangeKind.Moved], before, BookedSeats.Of(Some.Registration(moved.Id))),
            new ReleaseChange(host.Id, [ChangeKind.HostChanged, ChangeKind.TextChanged], null, BookedSeats.Of(Some.Registration(host.Id, RegistrationStatus.Waitlisted))),
        ]));
        var mail = Mail(Some.Requested(Recipient.Of(contact), content), [moved, host], Invited(contact.Id, moved, sequence: 1));

        mail.Subject.ShouldBe("Ändringar i ditt program");
        mail.TextBody!.ShouldContain("Ny tid: måndag 5 oktober 2026 kl. 09.30–11.00 (tidigare söndag 4 oktober 2026 kl. 09.30–11.00)");
        mail.TextBody!.ShouldContain("Öppet hus (du står i kö)\n");
        mail.TextBody!.ShouldContain("\nDu möter nu: Ny värd\nBeskrivningen är ändrad\n");
        mail.TextBody!.ShouldContain("Hoppas det passar.");
        CalendarOf(mail).Events.Single().Sequence.ShouldBe(2);
        mail.Attachments.Count().ShouldBe(1, "only what is in the calendar");
    }

    [Fact]
    public void A_survey_has_its_link()
    {
        var activity = Some.Activity();
        var content = new SurveyContent(NotificationKind.Survey, activity.Id, new SurveyLink(RegistrationId.New(), "abc.def", new DateTimeOffset(2026, 10, 19, 21, 59, 0, TimeSpan.Zero)));
        var mail = Mail(Some.Requested(Recipient.Of(Some.Contact()), content), activity);
        mail.TextBody!.ShouldContain("https://festival.example/api/v1/surveys/abc.def\n");
        mail.TextBody!.ShouldContain("till och med måndag 19 oktober 2026");
    }

    [Theory]
    [InlineData("sv", "Arrangören har ett meddelande till dig om Så möts vi 🤝 på Åspenäs:", "Visa, ändra eller avboka")]
    [InlineData("en", "The organiser has a message for you about How we meet 🤝:", "View, change or cancel")]
    public void An_organisers_message_has_the_words_as_they_are_and_the_activity(string locale, string says, string link)
    {
        var activity = Some.Activity();
        var registration = Some.Registration(activity.Id, contact: Some.Contact(locale: locale));
        var words = new OrganisersWords("Ny entré {{ name }}", "Gå in från <torget>.\r\n\r\nVi ses\r\n//Arrangören");
        var mail = Mail(Some.Requested(registration, (at, booking) => new MessageContent(at, booking, words)), activity);
        mail.Subject.ShouldBe("Ny entré {{ name }}");
        mail.TextBody!.ShouldContain(says);
        mail.TextBody!.ShouldContain("Gå in från <torget>.\n\nVi ses\n//Arrangören\n");
        mail.HtmlBody!.ShouldContain("<p>Gå in från &lt;torget&gt;.</p>\n<p>Vi ses<br>//Arrangören</p>");
        mail.TextBody!.ShouldContain($"{link}:\nhttps://festival.example/api/v1/registrations/{registration.Id}?token=");
        mail.BodyParts.ShouldNotContain(part => part.ContentType.IsMimeType("text", "calendar") || part.ContentType.IsMimeType("image", "png"));
    }

    [Theory]
    [InlineData("sv", "Svar på din fråga efter Så möts vi 🤝 på Åspenäs", "Här är vårt svar:\n\nRing <oss>.\n\nHälsningar")]
    [InlineData("en", "The answer to your question after How we meet 🤝", "Here is our answer:\n\nRing <oss>.\n\nHälsningar")]
    public void An_answer_to_who_asked_has_the_words_as_they_are_and_opens_nothing(string locale, string subject, string says)
    {
        var activity = Some.Activity(joinLink: "https://meet.example/abc");
        var content = new AnswerContent(activity.Id, new FollowUpAnswer(RegistrationId.New(), "Ring <oss>.\r\n\r\nHälsningar"));
        var mail = Mail(Some.Requested(Recipient.Of(Some.Contact(locale: locale)), content), activity);
        mail.Subject.ShouldBe(subject);
        mail.TextBody!.ShouldContain(says);
        mail.HtmlBody!.ShouldContain("<p>Ring &lt;oss&gt;.</p>");
        mail.TextBody!.ShouldNotContain("https://meet.example");
        mail.TextBody!.ShouldNotContain("/registrations/");
    }

    [Theory]
    [InlineData("sv", "kan du öppna ärendet igen till och med måndag 19 oktober 2026.")]
    [InlineData("en", "you can reopen the case until Monday 19 October 2026.")]
    public void An_answer_has_the_link_by_which_who_asked_says_that_it_was_none(string locale, string says)
    {
        var activity = Some.Activity();
        var followUp = new FollowUpId(Guid.NewGuid());
        var content = new AnswerContent(activity.Id, new FollowUpAnswer(RegistrationId.New(), "Ring oss.", followUp, "abc", new DateTimeOffset(2026, 10, 19, 21, 59, 0, TimeSpan.Zero)));
        var mail = Mail(Some.Requested(Recipient.Of(Some.Contact(locale: locale)), content), activity);
        mail.TextBody!.ShouldContain(says);
        mail.TextBody!.ShouldContain($"https://festival.example/api/v1/follow-ups/{followUp}/reopen?token=abc{(locale == "en" ? "&lang=en" : "")}\n");
    }

    [Theory]
    [InlineData(NotificationKind.FollowUpReceived, "sv", "Vi har fått din fråga efter Så möts vi 🤝 på Åspenäs", "Bygglov <och> rivning svarar dig senast måndag 19 oktober 2026.")]
    [InlineData(NotificationKind.FollowUpReceived, "en", "We have your question after How we meet 🤝", "Permits will answer you by Monday 19 October 2026.")]
    [InlineData(NotificationKind.FollowUpOpened, "sv", "Nytt ärende till Bygglov <och> rivning: svara senast måndag 19 oktober 2026", "vill bli kontaktad av Bygglov <och> rivning.")]
    [InlineData(NotificationKind.FollowUpOpened, "en", "A new case for Permits: answer by Monday 19 October 2026", "wants to be contacted by Permits.")]
    [InlineData(NotificationKind.FollowUpDueSoon, "sv", "Svara senast måndag 19 oktober 2026: ärende till Bygglov <och> rivning", "väntar på svar från Bygglov <och> rivning")]
    [InlineData(NotificationKind.FollowUpDueSoon, "en", "Answer by Monday 19 October 2026: a case for Permits", "is waiting for an answer from Permits")]
    [InlineData(NotificationKind.FollowUpOverdue, "sv", "Fortfarande obesvarat: ärende till Bygglov <och> rivning", "skulle ha fått svar från Bygglov <och> rivning senast måndag 19 oktober 2026.")]
    [InlineData(NotificationKind.FollowUpOverdue, "en", "Still not answered: a case for Permits", "should have had an answer from Permits by Monday 19 October 2026.")]
    [InlineData(NotificationKind.FollowUpReopened, "sv", "Ärendet är öppet igen: svara senast måndag 19 oktober 2026", "Den som frågade efter Så möts vi 🤝 på Åspenäs har inte fått svar")]
    [InlineData(NotificationKind.FollowUpReopened, "en", "The case is open again: answer by Monday 19 October 2026", "The person who asked after How we meet 🤝 did not get an answer")]
    public void A_case_is_told_of_with_who_answers_until_when_and_only_its_area_can_open_it(NotificationKind kind, string locale, string subject, string says)
    {
        var activity = Some.Activity(joinLink: "https://meet.example/abc");
        var details = new FollowUpDetails(
            new FollowUpId(Guid.NewGuid()), new LocalizedText("Bygglov <och> rivning", "Permits"), new DateTimeOffset(2026, 10, 19, 15, 0, 0, TimeSpan.Zero), 2, IsByContact: true);
        var mail = Mail(Some.Requested(Recipient.Of(Some.Contact(locale: locale)), new CaseContent(kind, activity.Id, details)), activity);
        mail.Subject.ShouldBe(subject);
        mail.TextBody!.ShouldContain(says);
        mail.HtmlBody!.ShouldNotContain("<och>");
        mail.TextBody!.Contains($"https://festival.example/api/v1/follow-ups/{details.Id}\n", StringComparison.Ordinal).ShouldBe(kind != NotificationKind.FollowUpReceived);
        mail.TextBody!.ShouldNotContain("https://meet.example");
        mail.TextBody!.ShouldNotContain("/registrations/");
        mail.Headers.Contains("List-Unsubscribe").ShouldBeFalse("nobody can do without it");
    }

    [Theory]
    [InlineData("sv", "Vad tyckte du om Så möts vi 🤝 på Åspenäs?", "till och med måndag 19 oktober 2026. Det här är den enda påminnelsen.")]
    [InlineData("en", "What did you think of How we meet 🤝?", "until Monday 19 October 2026. This is the only reminder.")]
    public void A_survey_that_was_not_answered_is_reminded_of_with_its_link(string locale, string subject, string says)
    {
        var activity = Some.Activity();
        var content = new SurveyContent(NotificationKind.SurveyReminder, activity.Id, new SurveyLink(RegistrationId.New(), "abc.def", new DateTimeOffset(2026, 10, 19, 21, 59, 0, TimeSpan.Zero)));
        var mail = Mail(Some.Requested(Recipient.Of(Some.Contact(locale: locale)), content), activity);
        mail.Subject.ShouldBe(subject);
        mail.TextBody!.ShouldContain(says);
        mail.TextBody!.ShouldContain($"https://festival.example/api/v1/surveys/abc.def{(locale == "en" ? "?lang=en" : "")}\n");
    }

    [Theory]
    [InlineData(NotificationKind.EditionSurvey, "sv", "Hur var Business Focus?", "Vad tyckte du om helheten?")]
    [InlineData(NotificationKind.EditionSurvey, "en", "How was Business Focus?", "What did you think of it as a whole?")]
    [InlineData(NotificationKind.NoShowSurvey, "sv", "Vi sågs inte på Business Focus", "Du var anmäld till Så möts vi 🤝 på Åspenäs, men vi såg dig inte.")]
    [InlineData(NotificationKind.NoShowSurvey, "en", "We missed you at Business Focus", "You had registered for How we meet 🤝, but we did not see you.")]
    public void An_edition_is_asked_about_with_a_link_and_can_be_turned_off(NotificationKind kind, string locale, string subject, string says)
    {
        var activity = Some.Activity();
        var content = new SurveyContent(kind, activity.Id, new SurveyLink(RegistrationId.New(), "abc.def", new DateTimeOffset(2026, 10, 19, 21, 59, 0, TimeSpan.Zero)));
        var mail = Mail(Some.Requested(Recipient.Of(Some.Contact(locale: locale)), content), activity);
        mail.Subject.ShouldBe(subject);
        mail.TextBody!.ShouldContain(says);
        mail.TextBody!.ShouldContain($"https://festival.example/api/v1/surveys/abc.def{(locale == "en" ? "?lang=en" : "")}\n");
        mail.Headers.Contains("List-Unsubscribe").ShouldBeTrue();
    }

    [Theory]
    [InlineData("sv", "Företagarna bjuder in till Så möts vi 🤝 på Åspenäs", "står i medlemslistan från Företagarna (foretagarna)", "Kom <gärna>!", "")]
    [InlineData("en", "Företagarna invites you to How we meet 🤝", "in the member list of Företagarna (foretagarna)", "Do come & see!", "?lang=en")]
    public void An_invitation_says_who_sends_it_and_why_and_leads_to_what_it_is_to(string locale, string subject, string why, string words, string language)
    {
        var activity = Some.Activity();
        var invitation = new MemberInvitation(
            "foretagarna",
            "Företagarna",
            activity.EditionId,
            new(activity.Id, activity.Title, activity.StartsAt, activity.EndsAt, activity.Place, activity.Attendance),
            new LocalizedText("Kom <gärna>!\n\nVi går dit tillsammans.", "Do come & see!"));
        var mail = Mail(Some.Requested(Recipient.Of(Some.Contact(locale: locale)), new InvitationContent(invitation)), [], []);
        mail.Subject.ShouldBe(subject);
        mail.TextBody!.ShouldContain(why);
        mail.TextBody!.ShouldContain(words);
        mail.TextBody!.ShouldContain($"https://festival.example/api/v1/activities/{activity.Id}{language}\n");
        mail.HtmlBody!.ShouldNotContain("<gärna>");
        mail.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");
        mail.BodyParts.OfType<TextPart>().ShouldAllBe(part => !part.ContentType.IsMimeType("text", "calendar"));

        var toAll = Mail(Some.Requested(Recipient.Of(Some.Contact(locale: locale)), new InvitationContent(invitation with { Activity = null })), [], []);
        toAll.Subject.ShouldEndWith("Business Focus");
        toAll.TextBody!.ShouldContain(locale == "en" ? "https://festival.example/en/program\n" : "https://festival.example/program\n");
    }

    [Theory]
    [InlineData(NotificationKind.OrganiserSummary, "sv", "Dagen som gick: tisdag 1 september 2026", "Så möts <vi>\n2 nya med plats, 1 nya i kö, 0 avbokade\n\n3 meddelanden kom inte fram.\n2 mottagare har en adress som inte finns.\n")]
    [InlineData(NotificationKind.OrganiserSummary, "en", "Yesterday in brief: Tuesday 1 September 2026", "How <we> meet\n2 new with seats, 1 new on the waiting list, 0 cancelled\n\n3 messages did not arrive.\n2 recipients have an address that does not exist.\n")]
    [InlineData(NotificationKind.OperatorSummary, "sv", "Utskicken tisdag 1 september 2026: 3 misslyckades, 4 väntar", "email\n9 mottagna, 8 uppskjutna försök, 2 avvisade, 1 uppgivna, 5 upprepade försök\n\n4 meddelanden väntar nu, det äldsta sedan tisdag 1 september 2026 kl. 14.00.\n")]
    [InlineData(NotificationKind.OperatorSummary, "en", "Deliveries on Tuesday 1 September 2026: 3 failed, 4 waiting", "email\n9 accepted, 8 deferred attempts, 2 refused, 1 given up, 5 repeated attempts\n\n4 messages are waiting now, the oldest since Tuesday 1 September 2026, 14:00.\n")]
    public void A_summary_has_the_figures_of_the_day(NotificationKind kind, string language, string subject, string says)
    {
        var day = new DayFigures(
            new DateOnly(2026, 9, 1),
            [new ActivityFigures(ActivityId.New(), new LocalizedText("Så möts <vi>", "How <we> meet"), 2, 1, 0)],
            2,
            [new ChannelFigures("email", 9, 8, 2, 1, 5)],
            4,
            Some.Now);
        var mail = Mail(Some.Requested(new Recipient(Some.Contact().Id, "", "drift@lerum.example", language), new SummaryContent(kind, day)), [], []);
        mail.Subject.ShouldBe(subject);
        mail.TextBody!.ShouldContain(says);
        mail.HtmlBody!.ShouldNotContain("<vi>");
        mail.HtmlBody!.ShouldNotContain("<we>");
    }

    [Theory]
    [InlineData("sv", "Utskicken tisdag 1 september 2026: inget misslyckades, 0 väntar, 3 i felkö", "3 meddelanden mellan tjänsterna kunde inte behandlas och väntar på beslut (GET /operations/dead-letters):\nfeedback: 1\nnotification: 2\n")]
    [InlineData("en", "Deliveries on Tuesday 1 September 2026: none failed, 0 waiting, 3 dead letters", "3 messages between the services could not be processed and are waiting for a decision (GET /operations/dead-letters):\nfeedback: 1\nnotification: 2\n")]
    public void An_operators_summary_says_how_many_dead_letters_there_are_in_all(string language, string subject, string says)
    {
        var day = new DayFigures(new DateOnly(2026, 9, 1), [], 0, [], 0, null, [new DeadLetterFigures("feedback", 1), new DeadLetterFigures("notification", 2)]);
        var mail = Mail(
            Some.Requested(new Recipient(Some.Contact().Id, "", "drift@lerum.example", language), new SummaryContent(NotificationKind.OperatorSummary, day)), [], []);
        mail.Subject.ShouldBe(subject);
        mail.TextBody!.ShouldContain(says);
    }

    [Fact]
    public void A_proposed_visit_says_when_who_comes_and_where_to_answer()
    {
        var visit = Some.Visit();
        var content = new VisitContent(NotificationKind.VisitProposal, VisitDetails.Of(new VisitProposed(visit, "Vi tar med fika")));
        var mail = Mail(Some.Requested(Recipient.Of(visit.Contact), content), [], []);
        mail.Subject.ShouldBe("Förslag på besök hos Öbergs Måleri AB");
        mail.TextBody!.ShouldContain("Vi föreslår onsdag 7 oktober 2026 kl. 10.00–11.00");
        mail.TextBody!.ShouldContain("Vi tar med fika");
        mail.TextBody!.ShouldContain("KSO, Näringslivschef");
        mail.TextBody!.ShouldContain($"https://festival.example/api/v1/visit-requests/{visit.Id}?token=abc");
    }

    [Theory]
    [InlineData(VisitDecision.Accepted, "Besöket hos Öbergs Måleri AB är bokat", "onsdag 7 oktober 2026 kl. 10.00–11.00")]
    [InlineData(VisitDecision.Withdrawn, "Besöket hos Öbergs Måleri AB blir inte av", "Arrangören hälsar: Ett skäl")]
    [InlineData(VisitDecision.Declined, "Ni har tackat nej till besöket", "Ni har tackat nej")]
    [InlineData(VisitDecision.AnotherTimeAsked, "Ni har bett om en annan tid", "återkommer med ett nytt förslag")]
    public void What_became_of_a_visit_is_confirmed(VisitDecision decision, string subject, string says)
    {
        var visit = Some.Visit();
        var content = new VisitContent(NotificationKind.VisitDecision, VisitDetails.Of(new VisitDecided(visit, decision, "Ett skäl")));
        var mail = Mail(Some.Requested(Recipient.Of(visit.Contact), content), [], []);
        mail.Subject.ShouldBe(subject);
        mail.TextBody!.ShouldContain(says);
    }

    [Fact]
    public void A_letter_has_the_editions_sender_address_for_answers_and_contact()
    {
        var activity = Some.Activity();
        var notification = Some.Notification(Some.Requested(NotificationKind.Confirmation, Some.Registration(activity.Id)));
        var said = new EditionPresented(
            Some.Edition, new LocalizedText("Lerum"), "Näringslivet i <Lerum>", "svar@lerum.example", new EditionContact("Anna & Ek", "anna@lerum.example", "0302-52 10 00"), null, 3);
        var edition = KnownEdition.Learn(null, said);
        KnownEdition.Learn(edition, said with { Sender = "Äldre", Version = 2 }).ShouldBe(edition);

        var letter = renderer.Write(notification, new Dictionary<ActivityId, KnownActivity> { [activity.Id] = Some.Known(activity) }, new Dictionary<Guid, CalendarEntry>(), Some.Now, edition: edition).RenderedMessage;
        var mail = MimeMessages.Message(letter, From);

        (mail.From.Mailboxes.Single().Name, mail.From.Mailboxes.Single().Address).ShouldBe(("Näringslivet i <Lerum>", From.Address));
        mail.ReplyTo.Mailboxes.Single().Address.ShouldBe("svar@lerum.example");
        mail.TextBody!.ShouldContain("Frågor? Anna & Ek, anna@lerum.example, 0302-52 10 00");
        mail.TextBody!.ShouldNotContain("Det går inte att svara");
        mail.HtmlBody!.ShouldContain("Frågor? Anna &amp; Ek, anna@lerum.example");
    }

    [Fact]
    public void Every_attempt_carries_the_same_Message_ID_and_date()
    {
        var activity = Some.Activity();
        var notification = Some.Notification(Some.Requested(NotificationKind.Confirmation, Some.Registration(activity.Id)));
        var letter = Write(notification, [activity], []).RenderedMessage;
        var (first, second) = (MimeMessages.Message(letter, From), MimeMessages.Message(letter, From));
        second.MessageId.ShouldBe(first.MessageId);
        first.MessageId.ShouldBe($"{notification.Id:N}@businessfocus.example");
        second.Date.ShouldBe(first.Date);
    }

    [Fact]
    public void Each_kind_can_be_written_in_each_language_with_what_is_least_known()
    {
        var activity = Some.Activity() with { Place = null, Hosts = [], Description = null };
        var registration = Some.Registration(activity.Id, RegistrationStatus.Waitlisted);
        foreach (var kind in Enum.GetValues<NotificationKind>())
        {
            foreach (var locale in (string[])["sv", "en", "fi"])
            {
                var recipient = Recipient.Of(registration.Contact with { Locale = locale });
                NotificationContent content = kind switch
                {
                    NotificationKind.Survey or NotificationKind.SurveyReminder or NotificationKind.EditionSurvey or NotificationKind.NoShowSurvey =>
                        new SurveyContent(kind, activity.Id, new SurveyLink(registration.Id, "t", Some.Now)),
                    NotificationKind.VisitProposal => new VisitContent(NotificationKind.VisitProposal, VisitDetails.Of(new VisitProposed(Some.Visit(), null))),
                    NotificationKind.VisitDecision => new VisitContent(NotificationKind.VisitDecision, VisitDetails.Of(new VisitDecided(Some.Visit(), VisitDecision.Declined, null))),
                    NotificationKind.VisitReceived => new VisitContent(kind, VisitDetails.Of(new VisitRequested(Some.Visit(), new VisitWish([], VisitPartOfDay.Any, [], null), null))),
                    NotificationKind.VisitDelegation => new DelegationContent(VisitDetails.Of(new VisitProposed(Some.Visit(), null)).ForHosts(), DelegationNews.Released),
                    NotificationKind.VisitSurvey or NotificationKind.VisitDebrief or NotificationKind.VisitSurveyReminder or NotificationKind.VisitDebriefReminder => new VisitSurveyContent(
                        kind, VisitDetails.Of(new VisitDecided(Some.Visit(), VisitDecision.Accepted, null)).ForAfterwards(), new SurveyLink(registration.Id, "t", Some.Now)),
                    NotificationKind.VisitAnswer => new VisitAnswerContent(
                        VisitDetails.Of(new VisitDecided(Some.Visit(), VisitDecision.Accepted, null)).ForAfterwards(), new FollowUpAnswer(registration.Id, "T")),
                    NotificationKind.VisitReminder => new VisitContent(kind, VisitDetails.Of(new VisitDecided(Some.Visit(), VisitDecision.Accepted, null)).ForReminder()),
                    NotificationKind.VisitChange => new VisitContent(kind, VisitDetails.Of(new VisitChanged(Some.Visit(), [], Some.Now, Some.Now))),
                    NotificationKind.HostBooked or NotificationKind.HostMoved or NotificationKind.HostFreed => new HostContent(kind, activity.Id),
                    NotificationKind.HostDigest => new HostDigestContent(new HostDay([new HostChange(activity.Id, NotificationKind.HostBooked)], [activity.Id])),
                    NotificationKind.VisitNotice => new VisitNoticeContent(VisitNotice.Of(Some.Visit(), VisitDecision.Declined)),
                    NotificationKind.OrganiserSummary or NotificationKind.OperatorSummary =>
                        new SummaryContent(kind, new DayFigures(new DateOnly(2026, 9, 1), [], 0, [], 0, null)),
                    NotificationKind.FollowUpAnswer => new AnswerContent(activity.Id, new FollowUpAnswer(registration.Id, "T")),
                    NotificationKind.FollowUpReceived or NotificationKind.FollowUpOpened or NotificationKind.FollowUpDueSoon
                        or NotificationKind.FollowUpOverdue or NotificationKind.FollowUpReopened =>
                        new CaseContent(kind, activity.Id, new FollowUpDetails(new FollowUpId(Guid.NewGuid()), new LocalizedText("A"), Some.Now)),
                    NotificationKind.MemberInvitation => new InvitationContent(new MemberInvitation("f", "F", activity.EditionId, null, new LocalizedText("T"))),
                    NotificationKind.ProgrammeChange => new ReleaseContent(new Release(new LocalizedText("E"), null, [
                        new ReleaseChange(activity.Id, [ChangeKind.Moved, ChangeKind.MovedRoom], null, BookedSeats.Of(registration))])),
                    _ => Some.Content(kind, registration),
                };
                var mail = Mail(Some.Requested(recipient, content), activity);
                mail.Subject.ShouldNotBeNullOrWhiteSpace();
                mail.TextBody!.ShouldNotContain("{");
            }
        }
    }

    private static IReadOnlyList<CalendarEntry> Invited(ContactId contact, ActivityState activity, int sequence) =>
        [CalendarEntry.Next(null, NotificationIds.Thread(contact, activity.Id), sequence, isInvited: true)];

    private MimeMessage Mail(Requested requested, ActivityState activity) => Mail(requested, [activity], []);

    /// <summary>The mail as it is after the wire: written to bytes and read back.</summary>
    private MimeMessage Mail(Requested requested, IReadOnlyList<ActivityState> activities, IReadOnlyList<CalendarEntry> calendar)
    {
        using var wire = new MemoryStream();
        MimeMessages.Message(Write(Some.Notification(requested), activities, calendar).RenderedMessage, From).WriteTo(wire);
        wire.Position = 0;
        return MimeMessage.Load(wire);
    }

    private RenderResult Write(Notification notification, IReadOnlyList<ActivityState> activities, IReadOnlyList<CalendarEntry> calendar) => renderer.Write(
        notification,
        activities.ToDictionary(activity => activity.Id, Some.Known),
        calendar.ToDictionary(entry => entry.Id),
        Some.Now);

    private static Calendar CalendarOf(MimeMessage mail) =>
        Ical.Net.Calendar.Load(mail.BodyParts.OfType<TextPart>().Single(part => part.ContentType.IsMimeType("text", "calendar")).Text)!;

    private static Calendar Calendar(MimePart file)
    {
        using var bytes = new MemoryStream();
        file.Content!.DecodeTo(bytes);
        return Ical.Net.Calendar.Load(System.Text.Encoding.UTF8.GetString(bytes.ToArray()))!;
    }
}
