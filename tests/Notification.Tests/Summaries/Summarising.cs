using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Operations;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Summaries;
using BusinessFocus.Testing;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Summaries;

/// <summary>Which day is told of, when, to whom and how: decided without a store.</summary>
public sealed class What_a_summary_tells
{
    private static readonly ActivityId Here = ActivityId.New();
    private static readonly ActivityId There = ActivityId.New();
    private static readonly DayFigures Quiet = new(new DateOnly(2026, 10, 5), [], 0, [], 0, null);
    private static readonly SummarySettings Settings = new() { Organisers = ["Eva@Lerum.example", "eva@lerum.example", "bo@lerum.example"], Operators = ["drift@lerum.example"], Language = "en" };

    [Theory]
    [InlineData("2026-10-06T07:00+02:00", "2026-10-05", "2026-10-07T07:00+02:00", "at its time")]
    [InlineData("2026-10-06T06:59+02:00", "2026-10-04", "2026-10-06T07:00+02:00", "late: the day before yesterday's is still the last")]
    [InlineData("2026-10-09T23:00+02:00", "2026-10-08", "2026-10-10T07:00+02:00", "days late: the last only")]
    [InlineData("2026-10-24T07:00+02:00", "2026-10-23", "2026-10-25T07:00+01:00", "the clock is put back: 25 hours")]
    [InlineData("2027-03-27T07:00+01:00", "2027-03-26", "2027-03-28T07:00+02:00", "the clock is put forward: 23 hours")]
    public void It_comes_each_morning_by_the_clock_on_the_wall(string now, string day, string next, string why) =>
        SummaryTimes.Of(Moment(now), new TimeOnly(7, 0)).ShouldBe((DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Moment(next)), why);

    [Fact]
    public void A_time_that_the_clock_never_shows_is_an_hour_later_and_comes_once()
    {
        var (_, next) = SummaryTimes.Of(Moment("2027-03-27T12:00+01:00"), new TimeOnly(2, 30));
        next.ShouldBe(Moment("2027-03-28T03:30+02:00"));
        SummaryTimes.Of(next, new TimeOnly(2, 30)).ShouldBe((new DateOnly(2027, 3, 27), Moment("2027-03-29T02:30+02:00")));
    }

    [Theory]
    [InlineData("2026-10-06T07:00+02:00", "05:00", "2026-10-06T05:00+02:00", "a time that has passed today comes at once")]
    [InlineData("2026-10-06T07:00+02:00", "23:30", "2026-10-06T23:30+02:00", "the day is not told yet")]
    [InlineData("2026-10-25T07:00+01:00", "02:00", "2026-10-25T02:00+02:00", "the clock is put back")]
    [InlineData("2027-03-28T03:30+02:00", "02:30", "2027-03-28T03:30+02:00", "a time that the clock never shows stays where it was")]
    public void Another_time_of_day_keeps_the_day(string due, string at, string moved, string why) =>
        SummaryTimes.Moved(Moment(due), TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(Moment(moved), why);

    [Fact]
    public void Who_came_waits_and_left_is_counted_by_activity_and_a_move_at_both()
    {
        BookingNotifications[] notifications =
        [
            new(NotificationKind.Confirmation, Here, null, true, 3),
            new(NotificationKind.Promotion, Here, null, true, 1),
            new(NotificationKind.Waitlisted, Here, null, false, 2),
            new(NotificationKind.Cancellation, Here, null, false, 1),
            new(NotificationKind.OfferExpired, Here, null, false, 1),
            new(NotificationKind.Resized, Here, null, true, 9),
            new(NotificationKind.Survey, Here, null, false, 9),
            new(NotificationKind.Moved, Here, There, true, 1),
            new(NotificationKind.Moved, Here, There, false, 1),
        ];
        var titles = new Dictionary<ActivityId, LocalizedText> { [Here] = new("Frukost") };

        var figures = BookingCount.ByActivity(notifications, titles);

        figures[0].ShouldBe(new ActivityFigures(Here, new LocalizedText("Frukost"), 5, 3, 2));
        (figures[1].ActivityId, figures[1].Confirmed, figures[1].Waiting, figures[1].Cancelled).ShouldBe((There, 0, 0, 2));
        figures.Count.ShouldBe(2);
    }

    [Fact]
    public void Each_is_told_once_of_a_day_in_the_language_of_the_settings()
    {
        var busy = Quiet with { Activities = [new ActivityFigures(Here, new LocalizedText("Frukost"), 1, 0, 0)] };

        var decided = DailySummary.Decide(Organiser, busy, Settings);
        decided.Select(each => each.Recipient.Address).ShouldBe(["eva@lerum.example", "bo@lerum.example"]);
        decided.ShouldAllBe(each => each.Recipient.Language == "en" && each.Kind == NotificationKind.OrganiserSummary);
        DailySummary.Decide(Organiser, busy, Settings)[0].Decision.ShouldBe(decided[0].Decision, "the same day, the same decision");
        DailySummary.Decide(Organiser, busy with { Day = busy.Day.AddDays(1) }, Settings)[0].Decision.ShouldNotBe(decided[0].Decision);
        DailySummary.Decide(Operator, busy, Settings)[0].Decision.ShouldNotBe(decided[0].Decision);
    }

    [Fact]
    public void A_day_without_anything_is_told_to_operators_only()
    {
        DailySummary.Decide(Organiser, Quiet, Settings).ShouldBeEmpty();
        DailySummary.Decide(Operator, Quiet, Settings).ShouldHaveSingleItem().Recipient.Address.ShouldBe("drift@lerum.example");
        DailySummary.Decide(Organiser, Quiet with { Channels = [new ChannelFigures("email", 5, 0, 0, 0, 0)] }, Settings).ShouldBeEmpty();
        DailySummary.Decide(Organiser, Quiet with { LateVisitRequests = 1 }, Settings).Count.ShouldBe(2);
        DailySummary.Decide(Organiser, Quiet with { Channels = [new ChannelFigures("email", 5, 0, 0, 1, 0)] }, Settings).Count.ShouldBe(2);
    }

    private static Summary Organiser => Summary.All[0];

    private static Summary Operator => Summary.All[1];

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The summaries of the service on real servers, with a clock that the test sets.</summary>
public sealed class Summarising
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Summaries:Organisers:0"] = "eva@lerum.example",
        ["Summaries:Operators:0"] = "drift@lerum.example",
        ["Summaries:At"] = "06:30",
    };

    /// <summary>Tuesday, 14:00 in Lerum.</summary>
    private readonly FakeTimeProvider clock = new(Some.Now);

    [Fact]
    public async Task The_morning_after_one_of_several_instances_tells_of_the_day_before()
    {
        await using var service = await NotificationService.StartAsync(
            refuse: address => address.StartsWith("gone@", StringComparison.Ordinal) ? new SmtpReply(550, "5.1.1 Not here") : null, settings: Settings, clock: clock);
        await using var another = await service.StartAnotherAsync();
        var (activity, other) = (Some.Activity(), Some.Activity() with { Title = new LocalizedText("Frukostmöte") });
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new ActivityReleased(other));
        var leaves = Some.Registration(activity.Id);
        await service.PublishAsync(new RegistrationConfirmed(leaves));
        await service.PublishAsync(new RegistrationConfirmed(Some.Registration(activity.Id, contact: Some.Contact(email: "gone@foretag.example"))));
        await service.PublishAsync(new RegistrationWaitlisted(Some.Registration(other.Id, RegistrationStatus.Waitlisted, Some.Contact(email: "bo@foretag.example"), position: 1)));
        await service.MailAsync("asa@foretag.example");
        await service.PublishAsync(new RegistrationCancelled(leaves with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Contact, null));
        await service.PublishAsync(new RegistrationConfirmed(Some.Registration(ActivityId.New(), contact: Some.Contact(email: "waits@foretag.example"))));
        await service.NotificationAsync(NotificationState.Accepted, count: 3);
        await service.NotificationAsync(NotificationState.Failed);
        await service.NotificationAsync(NotificationState.Requested);
        await service.QuietAsync();
        service.Mails.ShouldAllBe(mail => !mail.To.ToString().Contains("lerum.example", StringComparison.Ordinal), "nothing of the past");

        await PassAsync(TimeSpan.FromHours(16.5), () => MailsTo(service, "drift@lerum.example") == 1 && MailsTo(service, "eva@lerum.example") == 1);

        var organisers = await service.MailAsync("eva@lerum.example");
        organisers.Subject.ShouldBe("Dagen som gick: tisdag 1 september 2026");
        organisers.TextBody!.ShouldContain("Så möts vi 🤝 på Åspenäs\n2 nya med plats, 0 nya i kö, 1 avbokade\n");
        organisers.TextBody!.ShouldContain("Frukostmöte\n0 nya med plats, 1 nya i kö, 0 avbokade\n");
        organisers.TextBody!.ShouldContain("1 meddelande kom inte fram.\n1 mottagare har en adress som inte finns.");
        var operators = await service.MailAsync("drift@lerum.example");
        operators.Subject.ShouldBe("Utskicken tisdag 1 september 2026: 1 misslyckades, 1 väntar");
        operators.TextBody!.ShouldContain("email\n3 mottagna, 0 uppskjutna försök, 1 avvisade, 0 uppgivna, 0 upprepade försök\n");
        operators.TextBody!.ShouldContain("1 meddelande väntar nu, sedan tisdag 1 september 2026 kl. 14.00.");

        // Taken, and recorded so, on the day on which they went out.
        await service.QuietAsync();

        // A day on which only the summaries went out.
        await PassAsync(TimeSpan.FromDays(1), () => MailsTo(service, "drift@lerum.example") == 2);
        // Recorded as sent before the days pass: what is unrecorded after its lease is sent again.
        await service.QuietAsync();

        // Days that nobody was there to tell of.
        await PassAsync(TimeSpan.FromDays(5), () => MailsTo(service, "drift@lerum.example") == 3);
        await service.QuietAsync();
        service.Mails.Where(mail => mail.To.ToString().Contains("drift", StringComparison.Ordinal)).Select(mail => mail.Subject!.Split(':')[0]).ShouldBe(
            ["Utskicken tisdag 1 september 2026", "Utskicken onsdag 2 september 2026", "Utskicken måndag 7 september 2026"]);
        MailsTo(service, "eva@lerum.example").ShouldBe(1, "nothing happened since");
        service.Mails.Single(mail => mail.Subject!.Contains("2 september", StringComparison.Ordinal)).TextBody!.ShouldContain("email\n2 mottagna,");
    }

    [Fact]
    public async Task Organisers_are_told_how_many_companies_have_waited_too_long_for_an_answer()
    {
        await using var service = await NotificationService.StartAsync(settings: Settings, clock: clock);
        await AskAsync(Some.Now.AddHours(1));
        var (answered, asksAgain, forgotten) = (await AskAsync(Some.Now.AddHours(1)), await AskAsync(Some.Now.AddHours(1)), await AskAsync(Some.Now.AddHours(1)));
        await AskAsync(Some.Now.AddDays(1));
        await service.PublishAsync(new VisitProposed(answered with { Version = 2, AnswerDueAt = null }, null));
        await service.PublishAsync(new VisitDecided(asksAgain with { Version = 3, AnswerDueAt = Some.Now.AddHours(2) }, VisitDecision.AnotherTimeAsked, null));
        await service.PublishAsync(new VisitContactForgotten(forgotten.Id, 2));
        // It comes after what has answered it.
        await service.PublishAsync(new VisitRequested(answered, new VisitWish([], VisitPartOfDay.Any, [], null), null));
        await service.QuietAsync();

        await PassAsync(TimeSpan.FromHours(16.5), () => service.Mails.Any(mail => mail.Subject!.StartsWith("Dagen som gick", StringComparison.Ordinal)));

        (await service.MailAsync("eva@lerum.example", mail => mail.Subject!.StartsWith("Dagen som gick", StringComparison.Ordinal)))
            .TextBody!.ShouldContain("2 företag har väntat längre än en arbetsdag på svar om ett besök.");

        async Task<VisitState> AskAsync(DateTimeOffset answerDueAt)
        {
            var visit = Some.Visit(version: 1) with { AnswerDueAt = answerDueAt };
            await service.PublishAsync(new VisitRequested(visit, new VisitWish([], VisitPartOfDay.Any, [], null), null));
            return visit;
        }
    }

    [Fact]
    public async Task Operators_are_told_what_every_service_could_not_deal_with()
    {
        await using var service = await NotificationService.StartAsync(settings: Settings, clock: clock);
        await service.PublishAsync(new DeadLettersCounted("feedback", 15, Some.Now, Some.Now, 7));
        await service.PublishAsync(new DeadLettersCounted("feedback", 2, Some.Now, Some.Now, 6));
        await service.PublishAsync(new DeadLettersCounted("scheduling", 0, null, Some.Now, 3));
        await service.PublishAsync(new ContactErased(default, null!, Some.Now));
        await Eventually.TrueAsync(async () => (await service.Service.DeadLettersAsync()).Count > 0);
        await service.Bus.NextAsync<DeadLettersCounted>(told => told is { Service: "notification", Waiting: > 0 });
        await service.QuietAsync();
        var own = (await service.Service.DeadLettersAsync()).Count;

        await PassAsync(TimeSpan.FromHours(16.5), () => MailsTo(service, "drift@lerum.example") == 1);

        var mail = await service.MailAsync("drift@lerum.example");
        mail.Subject.ShouldEndWith($", {15 + own} i felkö");
        mail.TextBody!.ShouldContain($"feedback: 15\nnotification: {own}\n");
        mail.TextBody!.ShouldNotContain("scheduling");
    }

    [Fact]
    public async Task A_count_that_cannot_be_dealt_with_makes_no_other_count()
    {
        await using var service = await NotificationService.StartAsync();
        await service.PublishAsync(new DeadLettersCounted(null!, 1, Some.Now, Some.Now, 1));

        await Eventually.TrueAsync(async () => (await service.Service.DeadLettersAsync()).Count == 1);
        await service.QuietAsync();
        service.Bus.Heards<DeadLettersCounted>().ShouldHaveSingleItem();
        (await service.Service.DeadLettersAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_date_that_is_set_survives_a_restart_and_nobody_is_told_where_nobody_is_to_be()
    {
        await using var service = await NotificationService.StartAsync(settings: Settings, clock: clock);
        (await DatesAsync(service)).ShouldBe([Some.Now.Date.AddDays(1).AddHours(4.5), Some.Now.Date.AddDays(1).AddHours(4.5)]);
        clock.Advance(TimeSpan.FromHours(3));
        await using (await service.StartAnotherAsync())
        {
            (await DatesAsync(service)).Count.ShouldBe(2);
        }

        await using (await service.StartAnotherAsync(changed: ("Summaries:At", "05:00")))
        {
            (await DatesAsync(service)).ShouldBe([Some.Now.Date.AddDays(1).AddHours(3), Some.Now.Date.AddDays(1).AddHours(3)], "another time counts at once");
        }

        await using var quiet = await NotificationService.StartAsync(clock: new FakeTimeProvider(Some.Now));
        (await DatesAsync(quiet)).ShouldBeEmpty();
    }

    /// <summary>Lets time pass, and then slowly, so that no lease runs out on the way, until it has come true.</summary>
    private async Task PassAsync(TimeSpan time, Func<bool> until)
    {
        clock.Advance(time);
        await Eventually.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(50));
            return Task.FromResult(until());
        });
    }

    private static int MailsTo(NotificationService service, string address) => service.Mails.Count(mail => mail.To.ToString().Contains(address, StringComparison.Ordinal));

    private static async Task<List<DateTime>> DatesAsync(NotificationService service)
    {
        await using var connection = new Npgsql.NpgsqlConnection(service.Service.ConnectionString);
        await connection.OpenAsync();
        await using var select = new Npgsql.NpgsqlCommand("select due_at from due_dates where kind like 'summary-%'", connection);
        await using var rows = await select.ExecuteReaderAsync();
        var dates = new List<DateTime>();
        while (await rows.ReadAsync())
        {
            dates.Add(rows.GetDateTime(0));
        }

        return dates;
    }
}
