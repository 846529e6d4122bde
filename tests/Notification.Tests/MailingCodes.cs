using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Local.Infrastructure;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests;

/// <summary>Codes to sign in and invitations: past the delivery worker, and a code is stored nowhere.</summary>
public sealed class MailingCodes(MailingCodes.AtAPace shared) : IClassFixture<MailingCodes.AtAPace>
{
    private const string Digits = "271828";

    [Fact]
    public async Task A_code_goes_out_at_once_whatever_the_pace_and_is_stored_nowhere()
    {
        await using var service = await shared.ForOneTestAsync();

        await service.PublishAsync(Code(service, "314159"));
        await service.PublishAsync(Code(service, Digits));

        var mail = await service.MailAsync(Eva(service), each => each.TextBody!.Contains("271 828", StringComparison.Ordinal));
        mail.Subject.ShouldBe("Din kod för att logga in");
        mail.HtmlBody!.ShouldContain("271 828");
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(2);
        var stored = await service.AllThatIsStoredAsync();
        foreach (var secret in (string[])[Digits, "271 828", Eva(service)])
        {
            stored.ShouldNotContain(secret);
        }

        (await service.Service.As(Roles.Organiser).GetStringAsync("/api/v1/notifications")).ShouldNotContain(Eva(service));
    }

    [Fact]
    public async Task In_English_for_who_reads_English()
    {
        await using var service = await shared.ForOneTestAsync();

        await service.PublishAsync(Code(service, Digits) with { Language = "en" });

        (await service.MailAsync(Eva(service))).Subject.ShouldBe("Your sign-in code");
    }

    [Fact]
    public async Task A_code_that_is_good_for_nothing_any_more_is_not_sent()
    {
        await using var service = await shared.ForOneTestAsync();

        await service.PublishAsync(Code(service, "314159") with { ExpiresAt = DateTimeOffset.UtcNow.AddSeconds(-1) });
        await service.PublishAsync(Code(service, Digits));

        await service.MailAsync(Eva(service));
        await service.QuietAsync();
        service.Mails.ShouldHaveSingleItem().TextBody!.ShouldContain("271 828");
    }

    [Fact]
    public async Task A_code_that_nobody_takes_is_no_dead_letter()
    {
        await using var service = await shared.ForOneTestAsync(refuse: _ => new SmtpReply(550, "5.1.1 no such user"));

        await service.PublishAsync(Code(service, Digits));

        await service.QuietAsync();
        (await service.Service.DeadLettersAsync()).ShouldBeEmpty();
        (await service.AllThatIsStoredAsync()).ShouldNotContain(Digits);
    }

    [Fact]
    public async Task Who_is_invited_is_told_where_to_sign_in()
    {
        await using var service = await shared.ForOneTestAsync();

        await service.PublishAsync(new AccountInvited(AccountId.From(Guid.NewGuid()), Eva(service), "Eva", "sv", DateTimeOffset.UtcNow));

        var mail = await service.MailAsync(Eva(service));
        mail.Subject.ShouldBe("Du har fått ett konto hos Business Focus");
        mail.TextBody!.ShouldContain("http://gateway.test/sign-in");
    }

    [Theory]
    [InlineData("sv", true, "En nyckel har lagts till i ditt konto", "Firefox, Android")]
    [InlineData("en", false, "A passkey was removed from your account", "Your passkeys")]
    public async Task Who_has_another_passkey_or_one_less_is_told(string language, bool isAdded, string subject, string words)
    {
        await using var service = await shared.ForOneTestAsync();

        await service.PublishAsync(new PasskeyChanged(AccountId.From(Guid.NewGuid()), Eva(service), "Eva", language, "Firefox, Android", isAdded, DateTimeOffset.UtcNow));

        var mail = await service.MailAsync(Eva(service));
        mail.Subject.ShouldBe(subject);
        mail.TextBody!.ShouldContain(words);
        mail.TextBody!.ShouldContain("http://gateway.test/sign-in/passkeys");
    }

    [Fact]
    public async Task A_code_for_a_member_goes_out_at_once_and_is_stored_nowhere()
    {
        await using var service = await shared.ForOneTestAsync();

        await service.PublishAsync(new MembershipCodeRequested(Guid.NewGuid(), Eva(service), "Medlem AB", "sv", Digits, DateTimeOffset.UtcNow.AddMinutes(10)));

        var mail = await service.MailAsync(Eva(service));
        mail.Subject.ShouldBe("Er kod som medlem");
        mail.TextBody!.ShouldContain("271 828");
        await service.QuietAsync();
        var stored = await service.AllThatIsStoredAsync();
        stored.ShouldNotContain(Digits);
        stored.ShouldNotContain(Eva(service));
    }

    private static string Eva(NotificationService service) => service.At("eva");

    private static SignInCodeRequested Code(NotificationService service, string digits) => new(Guid.NewGuid(), Eva(service), "Eva", "sv", digits, DateTimeOffset.UtcNow.AddMinutes(10));

    /// <summary>So slow that whatever keeps to the pace never goes out.</summary>
    public sealed class AtAPace : SharedService
    {
        private protected override Task<NotificationService> StartAsync(Func<string, SmtpReply?> refuse) =>
            NotificationService.StartAsync(refuse, settings: new Dictionary<string, string?> { ["Smtp:PerDomain:*"] = "0.001" });
    }
}
