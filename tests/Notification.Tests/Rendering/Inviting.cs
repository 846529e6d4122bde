using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Email;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Testing.Calendars;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Rendering;

/// <summary>Invitations and what letters say of the place: whenever and wherever the activity is, and whatever day it is today.</summary>
public sealed class Inviting(SharedService shared)
{
    private static readonly Sender From = new("Business Focus", "no-reply@businessfocus.example", new Uri("https://festival.example"), new PersonalLinks(new byte[32]));

    private readonly MessageRenderer renderer = new(new Templates(NullLogger<Templates>.Instance), From);

    [Fact]
    public async Task All_readers_take_the_invitation_and_its_cancellation()
    {
        Assert.SkipWhen(await CalendarReaders.MissingAsync() is not null, "The readers are not installed.");
        var activity = Some.Activity(joinLink: "https://meet.example/abc?pwd=1") with { Attendance = AttendanceMode.Both };
        var contact = Some.Contact("Åsa \"Räka\" Öberg, 🤝; AB: \\", "50%#1?@foretag.example");

        var read = await CalendarReaders.ReadAsync(
        [
            Written(Invitation.Request, activity, contact),
            Written(Invitation.Request, activity with { Attendance = AttendanceMode.Physical, Place = null, JoinLink = null, Description = null }, contact),
            Written(Invitation.Cancel, activity, contact),
        ]);

        foreach (var (readers, method) in read.Zip(["REQUEST", "REQUEST", "CANCEL"]))
        {
            readers.Count.ShouldBe(4);
            readers.SelectMany(each => each.Problems.Select(problem => $"{each.Reader}: {problem}")).ShouldBeEmpty();
            readers.ShouldAllBe(each => each.Method == method);
            readers.ShouldAllBe(each => each.Events.Single().Attendee == "mailto:50%25%231%3F@foretag.example");
            readers.ShouldAllBe(each => each.Events.Single().Organiser == "mailto:no-reply@businessfocus.example");
            readers.ShouldAllBe(each => each.Events.Single().AttendeeName == "Åsa Räka Öberg, 🤝; AB:");
        }

        read[0].ShouldAllBe(each => each.Events.Single().Link == "https://meet.example/abc?pwd=1");
    }

    [Theory]
    [InlineData("2020-03-02T08:00:00+01:00")]
    [InlineData("2027-01-07T08:00:00+01:00")]
    [InlineData("2027-10-25T09:00:00+02:00")]
    [InlineData("2027-10-30T09:00:00+02:00")]
    [InlineData("2027-11-01T09:00:00+01:00")]
    [InlineData("2028-10-03T09:00:00+02:00")]
    [InlineData("2040-12-31T09:00:00+01:00")]
    public void An_invitation_has_both_rules_and_the_right_time_however_far_it_is(string startsAt)
    {
        var start = DateTimeOffset.Parse(startsAt, null);
        var activity = Some.Activity() with { StartsAt = start.ToUniversalTime(), EndsAt = start.AddHours(1).ToUniversalTime() };
        foreach (var now in (DateTimeOffset[])[start.AddYears(-3), start.AddDays(-1), start.AddYears(10)])
        {
            var calendar = CalendarOf(Mail(NotificationKind.Confirmation, activity, now: now));

            var zone = calendar.TimeZones.ShouldHaveSingleItem();
            zone.TimeZoneInfos.Select(rule => $"{rule.Name} {rule.OffsetTo} {rule.RecurrenceRule}").ShouldBe(
                ["DAYLIGHT +0200 FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "STANDARD +0100 FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"]);
            calendar.Events.ShouldHaveSingleItem().Start!.Value.ShouldBe(start.DateTime);
        }
    }

    [Fact]
    public async Task A_registration_for_an_activity_in_two_years_gets_its_letter_and_invitation()
    {
        await using var service = await shared.ForOneTestAsync();
        var start = new DateTimeOffset(2028, 10, 3, 7, 0, 0, TimeSpan.Zero);
        var activity = service.Activity() with { StartsAt = start, EndsAt = start.AddHours(1) };
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id)));

        var mail = await service.MailAsync(service.At("asa"));

        mail.TextBody!.ShouldContain("När: tisdag 3 oktober 2028 kl. 09.00–10.00");
        CalendarOf(mail).Events.ShouldHaveSingleItem().Start!.AsUtc.ShouldBe(start.UtcDateTime);
    }

    [Theory]
    [InlineData("https://meet.example/abc\r\nX-EVIL:1")]
    [InlineData("https://meet.example/abc\nATTENDEE:mailto:anna@evil.example")]
    [InlineData("javascript:alert(1)")]
    public void A_join_link_that_is_none_is_in_no_letter_and_is_no_property_of_the_invitation(string joinLink)
    {
        var mail = Mail(NotificationKind.Confirmation, Some.Activity(joinLink: joinLink));

        mail.TextBody!.ShouldNotContain(joinLink[..10]);
        mail.HtmlBody!.ShouldNotContain(joinLink[..10]);
        var @event = CalendarOf(mail).Events.ShouldHaveSingleItem();
        @event.Properties.ShouldNotContain(property => property.Name == "X-EVIL");
        @event.Attendees.ShouldHaveSingleItem();
        @event.Url.ShouldBeNull();
        @event.Description!.ShouldNotContain(joinLink[..10]);
    }

    [Theory]
    [InlineData(AttendanceMode.Physical, "sv", "Plats meddelas senare")]
    [InlineData(AttendanceMode.Physical, "en", "Place to be announced")]
    [InlineData(AttendanceMode.Digital, "sv", "Digitalt")]
    [InlineData(AttendanceMode.Digital, "en", "Online")]
    [InlineData(AttendanceMode.Both, "sv", "Plats meddelas senare (eller digitalt)")]
    [InlineData(AttendanceMode.Both, "en", "Place to be announced (or online)")]
    public void Letters_and_calendars_say_where_by_how_people_attend(AttendanceMode attendance, string language, string where)
    {
        var activity = Some.Activity(joinLink: attendance == AttendanceMode.Physical ? null : "https://meet.example/abc") with
        {
            Place = null,
            Attendance = attendance,
        };

        var confirmation = Mail(NotificationKind.Confirmation, activity, language);
        confirmation.TextBody!.ShouldContain($"{Words.Where.In(language)}: {where}\n");
        CalendarOf(confirmation).Events.ShouldHaveSingleItem().Location.ShouldBe(where);
        Mail(NotificationKind.ReminderSoon, activity, language).TextBody!.ShouldContain(where);
        TextFor("sms", NotificationKind.ReminderSoon, activity, language).ShouldContain($", {where}.");
        TextFor("inbox", NotificationKind.ReminderSoon, activity, language).ShouldContain($", {where}.");

        var change = Release(activity, new TimeAndPlace(activity.StartsAt, activity.EndsAt, null, attendance), language).TextBody!;
        change.ShouldContain($"{where}{(attendance == AttendanceMode.Digital ? $" ({(language == "sv" ? "tidigare" : "previously:")} {where})" : "")}\n");
    }

    [Fact]
    public void A_change_of_place_says_where_it_was_only_where_that_had_been_told()
    {
        var activity = Some.Activity();
        Release(activity, new TimeAndPlace(activity.StartsAt, activity.EndsAt, null, AttendanceMode.Physical), "sv").TextBody!
            .ShouldContain("Ny plats: Kommunhuset, sal Aspen, Bagges torg 1, Lerum\n");
        Release(activity, new TimeAndPlace(activity.StartsAt, activity.EndsAt, null), "sv").TextBody!.ShouldNotContain("tidigare");
        Release(activity, new TimeAndPlace(activity.StartsAt, activity.EndsAt, null, AttendanceMode.Digital), "sv").TextBody!
            .ShouldContain("(tidigare Digitalt)");
    }

    private static string Written(string method, ActivityState activity, Contact contact) => Invitation.Write(
        method, activity, Recipient.Of(contact), new(From.Name, From.Address), sequence: 1, "https://festival.example/api/v1/registrations/1", Some.Now);

    private MimeMessage Release(ActivityState activity, TimeAndPlace before, string language) => Mail(
        Some.Requested(Recipient.Of(Some.Contact(locale: language)), new ReleaseContent(new Release(
            new LocalizedText("Business Focus Lerum 2026"),
            null,
            [new ReleaseChange(activity.Id, [ChangeKind.MovedRoom], before, BookedSeats.Of(Some.Registration(activity.Id)))]))),
        activity,
        Some.Now);

    private MimeMessage Mail(NotificationKind kind, ActivityState activity, string language = "sv", DateTimeOffset? now = null) =>
        Mail(Requested(kind, activity, language), activity, now ?? Some.Now);

    private MimeMessage Mail(Requested requested, ActivityState activity, DateTimeOffset now)
    {
        using var wire = new MemoryStream();
        MimeMessages.Message(RenderedMessage(requested, activity, now), From).WriteTo(wire);
        wire.Position = 0;
        return MimeMessage.Load(wire);
    }

    private string TextFor(string channel, NotificationKind kind, ActivityState activity, string language) =>
        RenderedMessage(Requested(kind, activity, language) with { Channel = channel }, activity, Some.Now, channel == "sms" ? TextForms.Brief : TextForms.Whole).Text;

    private RenderedMessage RenderedMessage(Requested requested, ActivityState activity, DateTimeOffset now, TextForm? form = null) => renderer.Write(
        Some.Notification(requested),
        new Dictionary<ActivityId, ReadModels.KnownActivity> { [activity.Id] = Some.Known(activity) },
        new Dictionary<Guid, CalendarEntry>(),
        now,
        form: form).RenderedMessage;

    private static Requested Requested(NotificationKind kind, ActivityState activity, string language) => Some.Requested(
        kind, Some.Registration(activity.Id, contact: Some.Contact(locale: language)));

    private static Ical.Net.Calendar CalendarOf(MimeMessage mail) => Ical.Net.Calendar.Load(
        mail.BodyParts.OfType<TextPart>().Single(part => part.ContentType.IsMimeType("text", "calendar")).Text)!;
}
