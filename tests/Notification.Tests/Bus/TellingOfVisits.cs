using System.Net;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Bus;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Testing;
using Marten;
using MimeKit;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Bus;

/// <summary>What becomes of a company's request for a visit, as the company and the organisers read it: on real servers.</summary>
public sealed class TellingOfVisits(SharedService shared)
{
    private static readonly VisitWish Wish = new([new DateOnly(2026, 10, 8)], VisitPartOfDay.Morning, ["upphandling"], 12);

    [Fact]
    public async Task A_company_gets_a_receipt_at_once_and_each_organiser_one_notice_that_does_not_say_who_it_is()
    {
        await using var service = await StartAsync();
        var visit = service.Visit(version: 1) with { StartsAt = null, EndsAt = null, Hosts = [], Area = "Stenkullen" };
        var asked = new VisitRequested(visit, Wish, "Vi bygger ut i vår");
        var messageId = Guid.NewGuid();
        await service.PublishAsync(asked, messageId);
        await service.PublishAsync(asked, messageId);
        await service.PublishAsync(asked);

        var receipt = await service.MailAsync("asa@foretag.example");
        receipt.Subject.ShouldBe("Vi har tagit emot ert önskemål om besök hos Öbergs Måleri AB");
        foreach (var says in (string[])["Dagar: torsdag 8 oktober 2026", "Tid: förmiddag", "Att tala om: upphandling", "Antal anställda: 12", "Ni skrev: Vi bygger ut i vår", $"/api/v1/visit-requests/{visit.Id}?token=abc"])
        {
            receipt.TextBody!.ShouldContain(says);
        }

        foreach (var organiser in (string[])["eva@lerum.example", "bo@lerum.example"])
        {
            var notice = await service.MailAsync(organiser);
            notice.Subject.ShouldBe("Ett företag vill ha besök: Stenkullen");
            notice.TextBody!.ShouldContain("Dagar: torsdag 8 oktober 2026\nTid: förmiddag\nAtt tala om: upphandling\nAntal anställda: 12");
            notice.TextBody!.ShouldContain($"/api/v1/visit-requests/{visit.Id}\n");
            foreach (var secret in (string[])["Öberg", "asa@", "Storgatan", "bygger ut", "token="])
            {
                notice.ToString().ShouldNotContain(secret, Case.Sensitive, "who asked is for those who open the request");
            }
        }

        await service.QuietAsync();
        service.Mails.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Who_asks_for_a_visit_and_organises_gets_both_letters()
    {
        await using var service = await StartAsync();
        await service.PublishAsync(new VisitRequested(service.Visit(version: 1) with { Contact = Some.Contact(email: "eva@lerum.example") with { Id = Domain.People.ContactIds.Of("eva@lerum.example") } }, Wish, null));

        await service.MailAsync("eva@lerum.example", mail => mail.Subject!.StartsWith("Vi har tagit emot", StringComparison.Ordinal));
        await service.MailAsync("eva@lerum.example", mail => mail.Subject!.StartsWith("Ett företag vill ha besök", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_answers_for_the_area_hears_of_a_request_once_also_where_they_organise_and_not_once_they_are_forgotten()
    {
        await using var service = await StartAsync();
        var setAt = DateTimeOffset.UtcNow;
        var visit = service.Visit(version: 1) with { StartsAt = null, EndsAt = null, Hosts = [], Area = "Stenkullen" };
        await service.PublishAsync(new VisitRequested(visit, Wish, null, new VisitAreaContact("sten@lerum.example", setAt)));
        var notice = await service.MailAsync("sten@lerum.example");
        notice.Subject.ShouldBe("Ett företag vill ha besök: Stenkullen");
        notice.ToString().ShouldNotContain("Öberg");

        await service.PublishAsync(new VisitRequested(visit with { Id = VisitRequestId.New() }, Wish, null, new VisitAreaContact("eva@lerum.example", setAt)));
        await service.PublishAsync(new Contracts.Registration.ContactErased(Domain.People.ContactIds.Of("sten@lerum.example"), [], setAt.AddMinutes(1)));
        await service.QuietAsync();
        await service.PublishAsync(new VisitRequested(visit with { Id = VisitRequestId.New() }, Wish, null, new VisitAreaContact("sten@lerum.example", setAt)));
        await service.QuietAsync();
        service.Mails.Count(mail => To(mail) == "eva@lerum.example").ShouldBe(3, "one of each request");
        service.Mails.Count(mail => To(mail) == "sten@lerum.example").ShouldBe(1);
    }

    [Fact]
    public async Task Organisers_hear_of_the_answers_that_they_have_to_act_on()
    {
        await using var service = await StartAsync();
        await service.PublishAsync(new VisitDecided(service.Visit(version: 3), VisitDecision.AnotherTimeAsked, "Helst på morgonen"));
        await service.PublishAsync(new VisitDecided(service.Visit(version: 3), VisitDecision.Declined, "Vi flyttar"));
        await service.PublishAsync(new VisitDecided(service.Visit(version: 3), VisitDecision.Accepted, null));

        var another = await service.MailAsync("eva@lerum.example", mail => mail.Subject == "Ett företag vill ha besöket en annan tid");
        another.TextBody!.ShouldContain("onsdag 7 oktober 2026 kl. 10.00–11.00");
        await service.MailAsync("eva@lerum.example", mail => mail.Subject == "Ett företag har tackat nej till besöket");
        await service.QuietAsync();
        service.Mails.Count(mail => To(mail) == "eva@lerum.example").ShouldBe(2);
        service.Mails.Count(mail => To(mail) == "asa@foretag.example").ShouldBe(3);
    }

    [Fact]
    public async Task A_receipt_that_a_proposal_has_overtaken_is_not_sent()
    {
        await using var service = await shared.ForOneTestAsync();
        var visit = service.Visit(version: 2);
        await service.PublishAsync(new VisitProposed(visit, null));
        await service.MailAsync(service.At("asa"));

        await service.PublishAsync(new VisitRequested(visit with { Version = 1 }, Wish, null));
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_companys_calendar_has_the_visit_once_from_the_proposal_to_its_end()
    {
        await using var service = await shared.ForOneTestAsync();
        var (activity, visit) = (ActivityId.New(), service.Visit());
        visit = visit with { PlannedActivityId = activity, HostIds = [HostId.New()] };
        var moved = visit with { StartsAt = visit.StartsAt!.Value.AddDays(1), EndsAt = visit.EndsAt!.Value.AddDays(1) };
        await TellAsync(new VisitProposed(visit, null), 1);
        await TellAsync(new VisitProposed(moved with { Version = 3 }, null), 2);
        await TellAsync(new VisitDecided(moved with { Version = 4 }, VisitDecision.AnotherTimeAsked, null), 3);
        await TellAsync(new VisitProposed(visit with { Version = 5 }, null), 4);
        await TellAsync(new VisitDecided(visit with { Version = 6, ActivityId = activity }, VisitDecision.Accepted, null), 5);
        await TellAsync(new VisitChanged(moved with { Version = 7, ActivityId = activity, Address = "Kommunhuset, Aspen" }, [ChangeKind.Moved, ChangeKind.MovedRoom], visit.StartsAt!.Value, visit.EndsAt!.Value), 6);
        await TellAsync(new VisitDecided(moved with { Version = 8 }, VisitDecision.Withdrawn, "Sjukdom"), 7);

        service.Mails[5].Subject.ShouldBe("Ny tid för besöket hos Öbergs Måleri AB");
        service.Mails[5].TextBody!.ShouldContain("Ny tid: torsdag 8 oktober 2026 kl. 10.00–11.00 (tidigare onsdag 7 oktober 2026 kl. 10.00–11.00).");
        service.Mails[5].TextBody!.ShouldContain("Kommunhuset, Aspen");
        var calendars = service.Mails.Select(CalendarOf).ToList();
        var events = calendars.Select(calendar => calendar.Events.ShouldHaveSingleItem()!).ToList();
        calendars.Zip(events, (calendar, @event) => (calendar.Method, @event.Status, @event.Attendees[0].ParticipationStatus, @event.Start!.Day)).ShouldBe([
            ("REQUEST", "TENTATIVE", "TENTATIVE", 7),
            ("REQUEST", "TENTATIVE", "TENTATIVE", 8),
            ("CANCEL", "CANCELLED", "DECLINED", 8),
            ("REQUEST", "TENTATIVE", "TENTATIVE", 7),
            ("REQUEST", "CONFIRMED", "ACCEPTED", 7),
            ("REQUEST", "CONFIRMED", "ACCEPTED", 8),
            ("CANCEL", "CANCELLED", "DECLINED", 8)]);
        events.ShouldAllBe(@event => @event.Uid == $"{activity}@businessfocus");
        events.Select(@event => @event.Sequence).ShouldBe([0, 1, 2, 3, 4, 5, 6]);
        events[4].Summary.ShouldBe("Företagsbesök: Öbergs Måleri AB");
        events[4].Location.ShouldBe("Storgatan 1, Stenkullen");
        events[4].Description!.ShouldContain("KSO, Näringslivschef");

        async Task TellAsync<T>(T news, int letters) where T : class
        {
            await service.PublishAsync(news);
            await Eventually.TrueAsync(() => Task.FromResult(service.Count == letters));
        }
    }

    [Fact]
    public async Task Each_host_of_the_delegation_has_the_visit_in_the_calendar_and_nothing_that_is_the_companys()
    {
        await using var service = await shared.ForOneTestAsync();
        var (activity, mayor, chief, officer, nobody) = (ActivityId.New(), HostId.New(), HostId.New(), HostId.New(), HostId.New());
        await service.PublishAsync(new HostAddressed(mayor, service.Edition, service.At("kso"), 2, Some.Now));
        await service.PublishAsync(new HostAddressed(chief, service.Edition, service.At("chef"), 2, Some.Now));
        await service.PublishAsync(new HostAddressed(officer, service.Edition, service.At("old"), 2, Some.Now));
        await service.PublishAsync(new HostAddressed(officer, service.Edition, service.At("lagg"), 3, Some.Now));
        await KnowsAsync(service, mayor, chief);
        await KnowsAsync(service, version: 3, officer);
        var visit = service.Visit() with { PlannedActivityId = activity, Hosts = ["KSO", "Näringslivschef", "Ingen"], HostIds = [mayor, chief, nobody] };
        await TellAsync(new VisitProposed(visit, "Vi tar med fika"), service.At("kso"), 1);
        var accepted = visit with { Version = 3, ActivityId = activity };
        await TellAsync(new VisitDecided(accepted, VisitDecision.Accepted, null), service.At("kso"), 2);
        var changed = accepted with { Version = 4, StartsAt = visit.StartsAt!.Value.AddDays(1), EndsAt = visit.EndsAt!.Value.AddDays(1), Hosts = ["KSO", "Handläggare"], HostIds = [mayor, officer] };
        await TellAsync(new VisitChanged(changed, [ChangeKind.Moved, ChangeKind.HostChanged], visit.StartsAt!.Value, visit.EndsAt!.Value), service.At("kso"), 3);
        await TellAsync(new VisitDecided(changed with { Version = 5, ActivityId = null }, VisitDecision.Declined, "Vi flyttar"), service.At("kso"), 4);
        await service.MailAsync(service.At("lagg"), mail => mail.Subject!.StartsWith("Inte längre", StringComparison.Ordinal));

        Told("kso").ShouldBe([("Förslag", "REQUEST", "TENTATIVE", 0), ("Bokat", "REQUEST", "CONFIRMED", 1), ("Ändrat", "REQUEST", "CONFIRMED", 2), ("Inte längre bokat", "CANCEL", "CANCELLED", 3)]);
        Told("chef").ShouldBe([("Förslag", "REQUEST", "TENTATIVE", 0), ("Bokat", "REQUEST", "CONFIRMED", 1), ("Inte längre bokat", "CANCEL", "CANCELLED", 2)]);
        Told("lagg").ShouldBe([("Bokat", "REQUEST", "CONFIRMED", 0), ("Inte längre bokat", "CANCEL", "CANCELLED", 1)], "who comes in for another has not heard of it before");
        To("kso")[0].TextBody!.ShouldContain("Delegationen: KSO, Näringslivschef, Ingen");
        CalendarOf(To("kso")[2]).Events.ShouldHaveSingleItem()!.Start!.Day.ShouldBe(8);
        foreach (var secret in (string[])["token=", "Vi tar med fika", "Vi flyttar", "Åsa", service.At("asa")])
        {
            To("kso").Concat(To("chef")).ShouldAllBe(mail => !mail.ToString().Contains(secret, StringComparison.Ordinal), secret);
        }

        await service.PublishAsync(new VisitContactForgotten(visit.Id, 6));
        await Eventually.TrueAsync(async () => !(await service.AllThatIsStoredAsync()).Contains($"{activity}@businessfocus", StringComparison.Ordinal)
            && (await MaskedAsync(service, visit.Id)) == 13);

        async Task TellAsync<T>(T news, string address, int letters) where T : class
        {
            await service.PublishAsync(news);
            await Eventually.TrueAsync(() => Task.FromResult(service.Mails.Count(mail => TellingOfVisits.To(mail) == address) == letters));
        }

        List<MimeMessage> To(string mailbox) => [.. service.Mails.Where(mail => TellingOfVisits.To(mail) == service.At(mailbox))];

        List<(string, string?, string?, int)> Told(string mailbox) => [.. To(mailbox).Select(mail => (
            mail.Subject!.Split(':')[0], CalendarOf(mail).Method, CalendarOf(mail).Events[0]!.Status, CalendarOf(mail).Events[0]!.Sequence))];
    }

    [Fact]
    public async Task A_host_who_is_forgotten_is_written_to_no_more()
    {
        await using var service = await shared.ForOneTestAsync();
        var host = HostId.New();
        var told = new HostAddressed(host, service.Edition, service.At("kso"), 2, Some.Now);
        await service.PublishAsync(told);
        await KnowsAsync(service, host);

        await service.PublishAsync(new Contracts.Registration.ContactErased(Domain.People.ContactIds.Of(service.At("kso")), [], DateTimeOffset.UtcNow));
        await Eventually.TrueAsync(async () => await HostAsync(service, host) is { Email: null });
        // Said before they were forgotten, and heard of after.
        await service.PublishAsync(told with { Version = 3 });
        await KnowsAsync(service, version: 3, host);
        (await HostAsync(service, host))!.Email.ShouldBeNull();

        await service.PublishAsync(new VisitProposed(service.Visit() with { PlannedActivityId = ActivityId.New(), HostIds = [host], Hosts = ["KSO"] }, null));
        await service.MailAsync(service.At("asa"));
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public void Whoever_was_told_and_does_not_come_is_free_again()
    {
        var (first, second) = (HostId.New(), HostId.New());
        var visit = Some.Visit() with { HostIds = [first] };
        var proposal = new VisitContent(NotificationKind.VisitProposal, VisitDetails.Of(new VisitProposed(visit, null)));
        var another = new VisitContent(NotificationKind.VisitDecision, VisitDetails.Of(new VisitDecided(visit, VisitDecision.AnotherTimeAsked, null)));

        Delegations.Decide(visit, proposal, told: null).ShouldBe([(first, DelegationNews.Proposed)]);
        Delegations.Decide(visit, proposal, told: [second]).ShouldBe([(first, DelegationNews.Proposed), (second, DelegationNews.Released)]);
        Delegations.Decide(visit, another, told: [first, second]).ShouldBe([(first, DelegationNews.Released), (second, DelegationNews.Released)]);
        Delegations.Decide(visit, another, told: []).ShouldBeEmpty("they were told already");
        Delegations.Decide(visit, another, told: null).ShouldBe([(first, DelegationNews.Released)], "what was told before it was noted");
        Delegations.After(visit, another).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_never_in_a_calendar_is_not_taken_out_of_it()
    {
        await using var service = await shared.ForOneTestAsync();
        await service.PublishAsync(new VisitDecided(service.Visit() with { StartsAt = null, EndsAt = null, Hosts = [] }, VisitDecision.Declined, null));
        await service.PublishAsync(new VisitDecided(service.Visit() with { PlannedActivityId = ActivityId.New() }, VisitDecision.Withdrawn, null));

        await service.NotificationAsync(NotificationState.Accepted, count: 2);
        service.Mails.ShouldAllBe(mail => mail.BodyParts.All(part => !part.ContentType.IsMimeType("text", "calendar")));
    }

    [Fact]
    public async Task A_proposal_that_no_longer_holds_is_not_sent_again()
    {
        await using var service = await shared.ForOneTestAsync();
        var visit = service.Visit() with { PlannedActivityId = ActivityId.New() };
        await service.PublishAsync(new VisitProposed(visit, null));
        var proposal = await service.NotificationAsync(NotificationState.Accepted);
        using var organiser = service.Service.As(Hosting.Tokens.Roles.Organiser, "olivia");
        (await organiser.PostAsync($"/api/v1/notifications/{proposal.NotificationId}/resend", null)).StatusCode.ShouldBe(HttpStatusCode.Created);

        await service.PublishAsync(new VisitDecided(visit with { Version = 3 }, VisitDecision.Withdrawn, null));
        await service.MailAsync(service.At("asa"), mail => mail.Subject!.Contains("blir inte av", StringComparison.Ordinal));
        (await organiser.PostAsync($"/api/v1/notifications/{proposal.NotificationId}/resend", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    private static async Task KnowsAsync(NotificationService service, params HostId[] hosts) => await KnowsAsync(service, version: 2, hosts);

    private static Task KnowsAsync(NotificationService service, long version, params HostId[] hosts) => Eventually.TrueAsync(async () =>
    {
        await using var session = service.Service.Store.QuerySession();
        return (await session.LoadManyAsync<KnownHost>(hosts.Select(host => host.Value))).Count(host => host.Version == version) == hosts.Length;
    });

    private static async Task<KnownHost?> HostAsync(NotificationService service, HostId host)
    {
        await using var session = service.Service.Store.QuerySession();
        return await session.LoadAsync<KnownHost>(host.Value);
    }

    /// <summary>How many letters about the visit name nobody any more.</summary>
    private static async Task<int> MaskedAsync(NotificationService service, VisitRequestId visit)
    {
        await using var session = service.Service.Store.QuerySession();
        var notifications = await session.Query<Notification>().Where(notification => notification.State == NotificationState.Accepted).ToListAsync();
        return notifications.Count(notification => notification is { IsErased: true, Matter.Visit: { CompanyName: "" } about } && about.VisitRequestId == visit);
    }

    private static Ical.Net.Calendar CalendarOf(MimeMessage mail) => Ical.Net.Calendar.Load(
        mail.BodyParts.OfType<TextPart>().Single(part => part.ContentType.IsMimeType("text", "calendar")).Text)!;

    private static string To(MimeMessage mail) => mail.To.Mailboxes.Single().Address;

    private static Task<NotificationService> StartAsync() => NotificationService.StartAsync(settings: new Dictionary<string, string?>
    {
        ["Summaries:Organisers:0"] = "eva@lerum.example",
        ["Summaries:Organisers:1"] = "bo@lerum.example",
        ["Summaries:Organisers:2"] = "EVA@lerum.example",
    });
}
