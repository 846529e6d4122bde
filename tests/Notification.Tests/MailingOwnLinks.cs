using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests;

/// <summary>The letter with all that an address has: at once, without the name that was typed, and its links are stored nowhere.</summary>
public sealed class MailingOwnLinks(SharedService shared)
{
    private const string List = "LiStLiStLiStLiStLiStLiSt0123456789AbCdEfGhIjKlMnOpQrStUvWxYz0123";
    private const string Manage = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEfGhIjKlMnOpQrStUvWxYz0123";

    [Fact]
    public async Task One_letter_lists_all_with_their_links()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.QuietAsync();
        var id = RegistrationId.New();

        await service.PublishAsync(Asked(service, "sv", DateTimeOffset.UtcNow.AddHours(-1)));
        await service.PublishAsync(Asked(
            service,
            "sv",
            DateTimeOffset.UtcNow,
            new OwnRegistration(id, activity.Id, RegistrationStatus.Waitlisted, 2, Manage),
            new OwnRegistration(RegistrationId.New(), ActivityId.New(), RegistrationStatus.Confirmed, 1, Manage)));

        var mail = await service.MailAsync(Anna(service));
        mail.Subject.ShouldBe("Dina anmälningar");
        mail.TextBody!.ShouldContain($"http://gateway.test/api/v1/my?token={List}");
        mail.TextBody!.ShouldContain($"http://gateway.test/api/v1/registrations/{id}?token={Manage}");
        mail.TextBody!.ShouldContain(activity.Title.Sv);
        mail.TextBody!.ShouldContain("På väntelistan");
        (mail.TextBody + mail.HtmlBody + mail.To).ShouldNotContain("Billiga");
        await service.QuietAsync();
        service.Mails.ShouldHaveSingleItem("what is an hour old is no news");
        var stored = await service.AllThatIsStoredAsync();
        stored.ShouldNotContain(List);
        stored.ShouldNotContain(Manage);
    }

    [Fact]
    public async Task In_English_also_where_nothing_is_to_come()
    {
        await using var service = await shared.ForOneTestAsync();

        await service.PublishAsync(Asked(service, "en", DateTimeOffset.UtcNow));

        var mail = await service.MailAsync(Anna(service));
        mail.Subject.ShouldBe("Your registrations");
        mail.TextBody!.ShouldContain(List);
    }

    private static string Anna(NotificationService service) => service.At("anna");

    private static OwnRegistrationsRequested Asked(NotificationService service, string locale, DateTimeOffset at, params OwnRegistration[] registrations) =>
        new(Guid.CreateVersion7(), new Contact(ContactIds.Of(Anna(service)), "Billiga lån", Anna(service), null, locale), List, registrations, at);
}
