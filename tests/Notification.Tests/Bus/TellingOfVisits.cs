using BusinessFocus.Contracts.Scheduling;
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

    private static string To(MimeMessage mail) => mail.To.Mailboxes.Single().Address;

    private static Task<NotificationService> StartAsync() => NotificationService.StartAsync(settings: new Dictionary<string, string?>
    {
        ["Summaries:Organisers:0"] = "eva@lerum.example",
        ["Summaries:Organisers:1"] = "bo@lerum.example",
        ["Summaries:Organisers:2"] = "EVA@lerum.example",
    });
}
