using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests;

/// <summary>The letters to an address that somebody typed: they carry nothing of what was typed, and their links are stored nowhere.</summary>
public sealed class ConfirmingByMail(SharedService shared)
{
    private const string Token = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfGhIjKlMnOpQrStUvWxYz0123";

    [Fact]
    public async Task The_link_comes_by_mail_with_what_it_is_about_and_without_the_name_that_was_typed()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.QuietAsync();

        await service.PublishAsync(Held(service, activity.Id, "sv"));

        var mail = await service.MailAsync(Anna(service));
        mail.Subject.ShouldBe("Bekräfta din anmälan");
        mail.TextBody!.ShouldContain($"http://gateway.test/api/v1/held-registrations/{Token}");
        mail.TextBody!.ShouldContain(activity.Title.Sv);
        (mail.TextBody + mail.HtmlBody + mail.To).ShouldNotContain("Billiga");
        await service.QuietAsync();
        (await service.AllThatIsStoredAsync()).ShouldNotContain(Token);
    }

    [Fact]
    public async Task In_English_also_of_what_is_not_known_and_not_when_it_is_over()
    {
        await using var service = await shared.ForOneTestAsync();

        await service.PublishAsync(Held(service, ActivityId.New(), "en") with { Until = DateTimeOffset.UtcNow.AddSeconds(-1) });
        await service.PublishAsync(Held(service, ActivityId.New(), "en"));

        (await service.MailAsync(Anna(service))).Subject.ShouldBe("Confirm your registration");
        await service.QuietAsync();
        service.Mails.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_is_registered_hears_that_somebody_asked()
    {
        await using var service = await shared.ForOneTestAsync();
        var id = RegistrationId.New();

        await service.PublishAsync(new RegistrationAskedForAgain(id, ActivityId.New(), EditionId.New(), Contact(service, "sv"), Token, DateTimeOffset.UtcNow, 7));

        var mail = await service.MailAsync(Anna(service));
        mail.Subject.ShouldBe("Du är redan anmäld");
        mail.TextBody!.ShouldContain($"/api/v1/registrations/{id}?token={Token}");
    }

    /// <summary>Who has to confirm cannot ask for another letter while the place is kept.</summary>
    [Fact]
    public async Task A_letter_is_tried_as_long_as_the_place_is_kept_and_keeps_no_other_waiting()
    {
        var (clock, isAway, asked) = (new MovableClock(), true, 0);
        await using var service = await NotificationService.StartAsync(
            refuse: address => address.StartsWith("anna@", StringComparison.Ordinal) && Volatile.Read(ref isAway) && Interlocked.Increment(ref asked) > 0 ? new SmtpReply(451, "4.3.2 try later") : null,
            clock: clock);
        var start = clock.GetUtcNow();
        for (var i = 0; i < 20; i++)
        {
            await service.PublishAsync(Held(service, ActivityId.New(), "sv"));
        }

        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref asked) >= 20));
        await service.PublishAsync(Held(service, ActivityId.New(), "sv") with { Contact = Contact(service, "sv") with { Id = ContactIds.Of(service.At("bo")), Email = service.At("bo") } });
        await service.MailAsync(service.At("bo"));
        clock.MoveTo(start.AddMinutes(3));
        Volatile.Write(ref isAway, false);

        await Eventually.TrueAsync(() => Task.FromResult(service.Mails.Count == 21));
        (await service.MailAsync(Anna(service))).TextBody!.ShouldMatch("hålls i 1[0-3] minuter");
    }

    [Fact]
    public async Task Nobody_who_was_forgotten_is_written_to()
    {
        await using var service = await shared.ForOneTestAsync();
        await service.PublishAsync(new ContactErased(ContactIds.Of(Anna(service)), [], DateTimeOffset.UtcNow.AddMinutes(5)));
        await service.QuietAsync();

        await service.PublishAsync(Held(service, ActivityId.New(), "sv"));
        await service.PublishAsync(new RegistrationAskedForAgain(
            RegistrationId.New(), ActivityId.New(), EditionId.New(), Contact(service, "sv"), Token, DateTimeOffset.UtcNow, 7));
        await service.PublishAsync(Held(service, ActivityId.New(), "en") with { Until = DateTimeOffset.UtcNow.AddMinutes(30) });

        (await service.MailAsync(Anna(service))).Subject.ShouldBe("Confirm your registration", "they asked anew");
        await service.QuietAsync();
        service.Mails.ShouldHaveSingleItem();
    }

    private static string Anna(NotificationService service) => service.At("anna");

    private static Contact Contact(NotificationService service, string locale) => new(ContactIds.Of(Anna(service)), "Billiga lån", Anna(service), null, locale);

    private static RegistrationHeld Held(NotificationService service, ActivityId activity, string locale) =>
        new(RegistrationId.New(), activity, EditionId.New(), Contact(service, locale), 1, Token, DateTimeOffset.UtcNow.AddMinutes(15), 3);
}
