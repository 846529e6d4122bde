using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Bus;

/// <summary>What an edition says of itself stands in its letters, and in no other's.</summary>
public sealed class PresentingEditions(SharedService shared)
{
    [Fact]
    public async Task Letters_that_are_written_after_it_have_the_editions_sender_and_address_for_answers()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var name = new LocalizedText("Lerum");
        await service.PublishAsync(new EditionPresented(service.Edition, name, "Näringslivet", "svar@lerum.example", new EditionContact("Anna Ek"), null, Version: 4));
        // What comes late is older, and changes nothing.
        await service.PublishAsync(new EditionPresented(service.Edition, name, "Före detta", null, null, null, Version: 3));
        await service.QuietAsync();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id)));

        var mail = await service.MailAsync(service.At("asa"));
        mail.From.Mailboxes.Single().Name.ShouldBe("Näringslivet");
        mail.ReplyTo.Mailboxes.Single().Address.ShouldBe("svar@lerum.example");
        mail.TextBody!.ShouldContain("Frågor? Anna Ek");
    }

    [Fact]
    public async Task A_letter_that_waited_for_its_activity_has_them_too_and_another_edition_has_its_own()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id)));
        await service.PublishAsync(new EditionPresented(service.Edition, new LocalizedText("Lerum"), "Näringslivet", null, null, null, Version: 4));
        await service.QuietAsync();
        await service.PublishAsync(new ActivityReleased(activity));
        (await service.MailAsync(service.At("asa"))).From.Mailboxes.Single().Name.ShouldBe("Näringslivet");

        var other = service.Activity() with { EditionId = EditionId.New() };
        await service.PublishAsync(new ActivityReleased(other));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(other.Id, contact: service.Contact(email: service.At("bo")))));
        var mail = await service.MailAsync(service.At("bo"));
        mail.From.Mailboxes.Single().Name.ShouldNotBe("Näringslivet");
        mail.ReplyTo.ShouldBeEmpty();
    }
}
