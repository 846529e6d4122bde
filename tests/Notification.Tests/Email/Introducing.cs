using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts.Notification;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Notifications.Email;
using BusinessFocus.Notifications.Lifecycle;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Email;

/// <summary>How we and the mail server get to know each other before it is given a letter: TLS, its certificate, our password.</summary>
public sealed class Introducing : IDisposable
{
    private const string Password = "hemligt-lösenord-7";

    private readonly string folder = Directory.CreateTempSubdirectory("tls").FullName;
    private readonly X509Certificate2 certificate = SelfSigned(IPAddress.Loopback);
    private readonly ConcurrentQueue<string> passwords = [];

    public void Dispose()
    {
        certificate.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("StartTls", false)]
    [InlineData("StartTlsWhenAvailable", false)]
    [InlineData("SslOnConnect", true)]
    public async Task A_server_that_is_trusted_and_knows_us_gets_the_letter(string tls, bool isImplicit)
    {
        await using var service = await StartAsync(Settings(tls), new MailServerRequirements(certificate, isImplicit, Knows));
        await ConfirmAsync(service);

        await service.MailAsync("asa@foretag.example");
        (await service.NotificationAsync(NotificationState.Accepted)).Attempts.ShouldBe(1);
        passwords.ShouldBe([Password]);
    }

    [Fact]
    public async Task A_wrong_password_is_shown_and_nobodys_letter_is_lost()
    {
        var isChanged = true;
        var log = new AllThatIsLogged();
        await using var service = await StartAsync(
            Settings("StartTls"), new MailServerRequirements(certificate, Knows: (user, password) => Knows(user, password) && !isChanged), log);
        await ConfirmAsync(service);

        var deferred = await service.NotificationAsync(NotificationState.Deferred);
        var shown = await service.Service.As(Roles.Organiser).GetFromJsonAsync<JsonObject>($"/api/v1/notifications/{deferred.Id}");
        shown!["state"]!.GetValue<string>().ShouldBe("deferred");
        shown["reason"]!.GetValue<string>().ShouldContain("Wrong user or password");
        log.Lines.ShouldContain(line => line.StartsWith("The server of the channel email takes nothing: ", StringComparison.Ordinal) && line.Contains("Wrong user or password"));

        isChanged = false;
        await service.MailAsync("asa@foretag.example");
        await service.QuietAsync();
        service.Count.ShouldBe(1);
        (await service.NotificationAsync(NotificationState.Accepted)).Repeats.ShouldBe(0);
        service.Bus.Heards<NotificationFailed>().ShouldBeEmpty();
        service.Bus.Heards<RecipientUnreachable>().ShouldBeEmpty();

        var said = string.Join('\n', log.Lines) + await service.AllThatIsStoredAsync();
        said.ShouldNotContain(Password);
        said.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)));
        said.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0festival\0{Password}")));
    }

    [Theory]
    [InlineData("StartTls", false)]
    [InlineData("StartTlsWhenAvailable", false)]
    [InlineData("SslOnConnect", true)]
    public async Task A_server_that_nobody_vouches_for_gets_neither_letter_nor_password(string tls, bool isImplicit)
    {
        await using var service = await StartAsync(Settings(tls, trusted: null), new MailServerRequirements(certificate, isImplicit, Knows));
        await IsNotEnteredAsync(service, "certificate");
    }

    [Fact]
    public async Task A_server_that_another_authority_than_ours_vouches_for_gets_nothing()
    {
        using var other = SelfSigned(IPAddress.Loopback);
        await using var service = await StartAsync(Settings("StartTls", other), new MailServerRequirements(certificate, Knows: Knows));
        await IsNotEnteredAsync(service, "certificate");
    }

    [Fact]
    public async Task A_server_with_a_trusted_certificate_of_another_name_gets_nothing()
    {
        using var others = SelfSigned(IPAddress.Parse("192.0.2.1"));
        await using var service = await StartAsync(Settings("StartTls", others), new MailServerRequirements(others, Knows: Knows));
        await IsNotEnteredAsync(service, "certificate");
    }

    [Fact]
    public async Task A_server_that_does_not_offer_the_STARTTLS_that_we_ask_for_gets_nothing()
    {
        await using var service = await StartAsync(Settings("StartTls"), new MailServerRequirements(Knows: Knows));
        await IsNotEnteredAsync(service, "STARTTLS");
    }

    [Fact]
    public async Task A_password_goes_over_nothing_but_TLS_where_it_is_not_said_to()
    {
        await using (var service = await StartAsync(Settings("StartTlsWhenAvailable"), new MailServerRequirements(Knows: Knows)))
        {
            await IsNotEnteredAsync(service, "TLS");
        }

        await using var open = await StartAsync(Settings("None"), new MailServerRequirements(Knows: Knows));
        await ConfirmAsync(open);
        await open.MailAsync("asa@foretag.example");
    }

    [Fact]
    public async Task A_server_that_has_no_AUTH_or_lets_nobody_in_is_away_and_no_letter_is_refused()
    {
        await using (var service = await StartAsync(Settings("StartTls"), new MailServerRequirements(certificate)))
        {
            await IsNotEnteredAsync(service, "authentication");
        }

        await using var closed = await StartAsync(Settings("StartTls"), new MailServerRequirements(certificate, Closed: new SmtpReply(554, "5.3.2 Not today")));
        await IsNotEnteredAsync(closed, "Not today");
    }

    [Fact]
    public void A_file_without_a_certificate_is_said_at_once()
    {
        var empty = Path.Combine(folder, "empty.pem");
        File.WriteAllText(empty, "");
        foreach (var file in (string[])[empty, Path.Combine(folder, "missing.pem")])
        {
            Should.Throw<InvalidOperationException>(() => new TrustedServers(file));
        }
    }

    private async Task IsNotEnteredAsync(NotificationService service, string because)
    {
        await ConfirmAsync(service);
        var notification = await service.NotificationAsync(NotificationState.Deferred);
        notification.Reason!.ShouldContain(because);
        (notification.MayHaveArrived, service.Count).ShouldBe((false, 0));
        passwords.ShouldBeEmpty();
        service.Bus.Heards<NotificationFailed>().ShouldBeEmpty();
    }

    private bool Knows(string user, string password)
    {
        passwords.Enqueue(password);
        return (user, password) == ("festival", Password);
    }

    private Dictionary<string, string?> Settings(string tls) => Settings(tls, certificate);

    private Dictionary<string, string?> Settings(string tls, X509Certificate2? trusted)
    {
        var file = Path.Combine(folder, "trusted.pem");
        if (trusted is not null)
        {
            File.WriteAllText(file, trusted.ExportCertificatePem());
        }

        return new Dictionary<string, string?>
        {
            ["Smtp:Tls"] = tls,
            ["Smtp:User"] = "festival",
            ["Smtp:Password"] = Password,
            ["Smtp:TrustedCertificates"] = trusted is null ? null : file,
        };
    }

    private static Task<NotificationService> StartAsync(Dictionary<string, string?> settings, MailServerRequirements requirements, AllThatIsLogged? log = null) =>
        NotificationService.StartAsync(settings: settings, requirements: requirements, log: log);

    private static async Task ConfirmAsync(NotificationService service)
    {
        var activity = Some.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(Some.Registration(activity.Id)));
    }

    private static X509Certificate2 SelfSigned(IPAddress address)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=mail.festival.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
