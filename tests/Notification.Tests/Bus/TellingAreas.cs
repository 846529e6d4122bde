using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Bus;

/// <summary>Questions, as those hear of them who ask and who answer: on real servers.</summary>
public sealed class TellingAreas(SharedService shared)
{
    private static readonly DateTimeOffset Due = new(2027, 10, 8, 15, 0, 0, TimeSpan.Zero);

    private readonly FollowUpId followUp = FollowUpId.From(Guid.NewGuid());

    [Fact]
    public async Task Who_asked_hears_by_whom_and_when_and_the_area_that_there_is_a_case()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var registration = service.Registration(activity.Id);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        var requested = new FollowUpRequested(followUp, activity.Id, service.Edition, registration.Id, "bygglov", Some.Now, Permits(service), Due);
        var messageId = Guid.NewGuid();
        await service.PublishAsync(requested, messageId);
        await service.PublishAsync(requested, messageId);

        var received = await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Vi har fått din fråga", StringComparison.Ordinal));
        received.TextBody!.ShouldContain("Bygglovsenheten svarar dig senast fredag 8 oktober 2027.");
        var opened = await service.MailAsync(Permits(service).Email!);
        opened.Subject.ShouldBe("Nytt ärende till Bygglovsenheten: svara senast fredag 8 oktober 2027");
        opened.TextBody!.ShouldContain($"/api/v1/follow-ups/{followUp}");
        foreach (var secret in (string[])["Åsa", "asa@", registration.Id.ToString(), registration.CompanyName!])
        {
            opened.ToString().ShouldNotContain(secret, Case.Sensitive, "who asked is for those who open the case");
        }

        await service.QuietAsync();
        service.Mails.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Who_asks_and_answers_oneself_hears_of_both()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var contact = service.Contact(email: Permits(service).Email!) with { Id = ContactIds.Of(Permits(service).Email!) };
        var registration = service.Registration(activity.Id, contact: contact);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        await service.PublishAsync(new FollowUpRequested(followUp, activity.Id, service.Edition, registration.Id, null, Some.Now, Permits(service), Due));

        await service.MailAsync(Permits(service).Email!, mail => mail.Subject!.StartsWith("Vi har fått din fråga", StringComparison.Ordinal));
        await service.MailAsync(Permits(service).Email!, mail => mail.Subject!.StartsWith("Nytt ärende", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_area_is_told_what_becomes_of_its_cases_also_when_it_has_turned_off_what_it_can()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.WantsAsync(
            service.Contact(email: Permits(service).Email!) with { Id = ContactIds.Of(Permits(service).Email!) }, new Notifications.Recipients.Choice(Language: "en", ByEmail: false, TurnedOff: Enum.GetValues<NotificationGroup>()));
        await service.PublishAsync(new FollowUpHandedOver(followUp, activity.Id, service.Edition, Permits(service), null, Some.Now));
        await service.PublishAsync(new FollowUpDueSoon(followUp, activity.Id, service.Edition, Permits(service), DateTimeOffset.UtcNow.AddDays(1), Some.Now));
        await service.PublishAsync(new FollowUpOverdue(followUp, activity.Id, service.Edition, Permits(service), Due, 1, Some.Now));
        await service.PublishAsync(new FollowUpReopened(followUp, activity.Id, service.Edition, Permits(service), Due, ByContact: true, Some.Now));

        await Eventually.TrueAsync(() => Task.FromResult(service.Mails.Count == 4));
        service.Mails.Select(mail => mail.Subject!.Split(':')[0].Split(" by ")[0]).ShouldBe(
            ["A new case for Building permits", "Answer", "Not answered", "The case is open again"], ignoreOrder: true);
        service.Mails.ShouldAllBe(mail => mail.To.ToString() == Permits(service).Email!);
    }

    [Fact]
    public async Task An_area_without_an_address_and_a_question_from_before_there_were_areas_write_to_nobody()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var registration = service.Registration(activity.Id);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        await service.MailAsync(service.At("asa"));
        await service.PublishAsync(new FollowUpRequested(followUp, activity.Id, service.Edition, registration.Id, null, Some.Now));
        await service.PublishAsync(new FollowUpOverdue(followUp, activity.Id, service.Edition, Permits(service) with { Email = null }, Due, 1, Some.Now));

        await service.QuietAsync();
        service.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_link_of_an_answer_goes_to_who_asked_and_is_gone_when_they_are_forgotten()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var token = $"hemlig-lank-{Guid.NewGuid():N}";
        var registration = service.Registration(activity.Id);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        await service.PublishAsync(new FollowUpClosed(followUp, service.Edition, registration.Id, Some.Now, "Tio veckor.", token, Due));

        var mail = await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Svar på din fråga", StringComparison.Ordinal));
        mail.TextBody!.ShouldContain($"/api/v1/follow-ups/{followUp}/reopen?token={token}");
        await service.QuietAsync();

        await service.PublishAsync(new ContactErased(registration.Contact.Id, [registration.Id], Some.Now));
        await Eventually.TrueAsync(async () => !(await service.AllThatIsStoredAsync()).Contains(token, StringComparison.Ordinal));
    }

    private static FollowUpArea Permits(NotificationService service) =>
        new("bygglov", new LocalizedText("Bygglovsenheten", "Building permits"), service.At("bygglov"));
}
