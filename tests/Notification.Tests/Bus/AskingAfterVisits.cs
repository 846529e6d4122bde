using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using MimeKit;
using Shouldly;
using Xunit;
using Choice = BusinessFocus.Notifications.Recipients.Choice;

namespace BusinessFocus.Notifications.Tests.Bus;

/// <summary>After a visit: both sides are asked, on real servers.</summary>
public sealed class AskingAfterVisits(SharedService shared)
{
    private readonly HostId host = HostId.New();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_company_and_each_host_are_asked_once_also_where_the_visit_is_heard_of_late(bool late)
    {
        await using var service = await shared.ForOneTestAsync();
        var visit = service.Visit(version: 6) with { HostIds = [host], Hosts = ["Hanna"] };
        var (accepted, asked) = (new VisitDecided(visit, VisitDecision.Accepted, null), Asked(service, visit.Id));
        await service.PublishAsync(new HostAddressed(host, service.Edition, service.At("hanna"), 2, DateTimeOffset.UtcNow, "en"));
        await service.QuietAsync();
        if (late)
        {
            await service.PublishAsync(asked);
            await service.QuietAsync();
            await service.PublishAsync(accepted);
        }
        else
        {
            await service.PublishAsync(accepted);
            await service.QuietAsync();
            await service.PublishAsync(asked);
        }

        var company = await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Hur var besöket", StringComparison.Ordinal));
        company.TextBody!.ShouldSatisfyAllConditions(
            text => text.ShouldContain("/api/v1/surveys/company-token"),
            text => text.ShouldContain("Ni svarar med namn"),
            text => text.ShouldNotContain("delegation-token"));
        var delegation = await service.MailAsync(service.At("hanna"), mail => mail.Subject!.StartsWith("What did you promise", StringComparison.Ordinal));
        delegation.TextBody!.ShouldSatisfyAllConditions(
            text => text.ShouldContain("/api/v1/surveys/delegation-token"),
            text => text.ShouldNotContain("company-token"),
            text => text.ShouldNotContain(visit.Token));
        foreach (var letter in (MimeMessage[])[company, delegation])
        {
            letter.BodyParts.ShouldNotContain(part => part.ContentType.IsMimeType("text", "calendar"));
        }

        await service.QuietAsync();
        var before = service.Count;
        await service.PublishAsync(accepted);
        await service.QuietAsync();
        service.Count.ShouldBe(before);
    }

    [Fact]
    public async Task The_answer_to_its_case_goes_to_the_company_and_a_forgotten_one_is_told_nothing()
    {
        await using var service = await shared.ForOneTestAsync();
        var visit = service.Visit(version: 6) with { HostIds = [], Hosts = [] };
        await service.PublishAsync(new VisitDecided(visit, VisitDecision.Accepted, null));
        await service.QuietAsync();
        await service.PublishAsync(Closed(service, visit.Id));
        var answer = await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Svar efter besöket", StringComparison.Ordinal));
        answer.TextBody!.ShouldContain("Bygglovet är klart.");
        answer.TextBody!.ShouldContain("reopen");

        await service.PublishAsync(new VisitContactForgotten(visit.Id, 7));
        await service.QuietAsync();
        var before = service.Count;
        await service.PublishAsync(Closed(service, visit.Id));
        await service.PublishAsync(Asked(service, visit.Id));
        await service.QuietAsync();
        service.Count.ShouldBe(before);
    }

    [Fact]
    public async Task Who_has_not_told_of_a_visit_is_reminded_once_and_who_is_forgotten_or_does_not_want_it_is_not()
    {
        await using var service = await shared.ForOneTestAsync();
        var visit = service.Visit(version: 6) with { HostIds = [host], Hosts = ["Hanna"] };
        await service.PublishAsync(new HostAddressed(host, service.Edition, service.At("hanna"), 2, DateTimeOffset.UtcNow, "en"));
        await service.QuietAsync();
        await service.PublishAsync(Reminded(service, visit.Id));
        await service.QuietAsync();
        await service.PublishAsync(new VisitDecided(visit, VisitDecision.Accepted, null));
        await service.QuietAsync();
        service.Mails.ShouldNotContain(mail => mail.TextBody!.Contains("/surveys/", StringComparison.Ordinal), "nobody had been asked");

        await service.PublishAsync(Reminded(service, visit.Id));
        var company = await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Hur var besöket", StringComparison.Ordinal));
        company.TextBody!.ShouldSatisfyAllConditions(
            text => text.ShouldContain("/api/v1/surveys/company-token"), text => text.ShouldContain("Det här är den enda påminnelsen."), text => text.ShouldNotContain("delegation-token"));
        var delegation = await service.MailAsync(service.At("hanna"), mail => mail.Subject!.StartsWith("What did you promise", StringComparison.Ordinal));
        delegation.TextBody!.ShouldSatisfyAllConditions(
            text => text.ShouldContain("/api/v1/surveys/delegation-token"), text => text.ShouldContain("This is the only reminder."), text => text.ShouldNotContain("company-token"));

        await service.QuietAsync();
        await service.PublishAsync(Reminded(service, visit.Id) with { CompanyToken = null });
        await service.QuietAsync();
        Told().ShouldBe((1, 2), "only the delegation had not told");
        await service.WantsAsync(visit.Contact, new Choice(TurnedOff: [NotificationGroup.Surveys]));
        await service.PublishAsync(Reminded(service, visit.Id));
        await service.QuietAsync();
        Told().ShouldBe((1, 3), "the company does not want it");

        await service.PublishAsync(new VisitContactForgotten(visit.Id, 7));
        await service.QuietAsync();
        await service.PublishAsync(Reminded(service, visit.Id));
        await service.QuietAsync();
        Told().ShouldBe((1, 3));

        (int Company, int Delegation) Told() => (To("asa"), To("hanna"));

        int To(string mailbox) => service.Mails.Count(mail =>
            mail.TextBody!.Contains("/surveys/", StringComparison.Ordinal) && mail.To.Mailboxes.Any(to => to.Address == service.At(mailbox)));
    }

    private static VisitReminded Reminded(NotificationService service, VisitRequestId visit) => new(
        new SurveyId(Guid.NewGuid()), visit, ActivityId.New(), service.Edition, "company-token", "delegation-token", DateTimeOffset.UtcNow.AddDays(3));

    private static FollowUpClosed Closed(NotificationService service, VisitRequestId visit) => new(
        new FollowUpId(Guid.NewGuid()), service.Edition, new RegistrationId(visit.Value), DateTimeOffset.UtcNow, "Bygglovet är klart.", "again", DateTimeOffset.UtcNow.AddDays(30), visit);

    private static VisitSurveyed Asked(NotificationService service, VisitRequestId visit) => new(
        new SurveyId(Guid.NewGuid()), visit, ActivityId.New(), service.Edition, "company-token", "delegation-token", DateTimeOffset.UtcNow.AddDays(14));
}
