using System.Security.Cryptography;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Email;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Email;

/// <summary>That letters are ours and as we wrote them, as the recipient's server finds out.</summary>
public sealed class Signing : IDisposable
{
    private readonly RSA key = RSA.Create(2048);
    private readonly string folder = Directory.CreateTempSubdirectory("dkim").FullName;

    public void Dispose()
    {
        key.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("asa@foretag.example", true)]
    [InlineData("åsa@foretag.example", false)]
    public async Task What_a_server_receives_is_signed_and_no_longer_so_when_a_byte_of_it_is_changed(string address, bool isPkcs8)
    {
        await using var service = await NotificationService.StartAsync(settings: Settings(isPkcs8));
        var activity = Some.Activity() with { Description = new(string.Join(' ', Enumerable.Repeat("Räksmörgås, långa rader & 🤝.", 200))) };
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(Some.Registration(activity.Id, contact: Some.Contact(email: address))));
        var mail = await service.MailAsync(address);

        mail.BodyParts.ShouldContain(part => part.ContentType.IsMimeType("text", "calendar"));
        var signature = mail.Headers[HeaderId.DkimSignature]!;
        signature.ShouldContain("a=rsa-sha256; d=businessfocus.example; s=autumn;");
        signature.ShouldContain("c=relaxed/relaxed");
        foreach (var header in (string[])["from", "to", "subject", "date", "message-id", "mime-version", "content-type", "auto-submitted", "content-language"])
        {
            signature.ShouldContain(header);
        }

        (await IsOursAsync(mail)).ShouldBeTrue();

        var received = Bytes(mail);
        var bodyAt = received.AsSpan().IndexOf("\n\n"u8);
        foreach (var (what, at) in ((string, int)[])[
            ("the subject", received.AsSpan().IndexOf("\nSubject:"u8) + 14), ("the body", received.AsSpan()[bodyAt..].IndexOf("Business"u8) + bodyAt)])
        {
            var changed = received.ToArray();
            changed[at] ^= 1;
            (await IsOursAsync(MimeMessage.Load(new MemoryStream(changed)))).ShouldBeFalse(what);
        }
    }

    [Fact]
    public async Task What_unsubscribes_with_one_click_is_signed()
    {
        using var message = new MimeMessage { Body = new TextPart("plain") { Text = "å" }, From = { MailboxAddress.Parse("a@businessfocus.example") } };
        message.Headers.Add(HeaderId.ListUnsubscribe, "<https://festival.example/u>");
        message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        new DkimSignature(new DkimSettings("businessfocus.example", "autumn", KeyFile(isPkcs8: true))).Sign(message);

        (await IsOursAsync(message)).ShouldBeTrue();
        message.Headers[HeaderId.ListUnsubscribe] = "<https://elsewhere.example/u>";
        (await IsOursAsync(message)).ShouldBeFalse();
    }

    [Fact]
    public void A_domain_without_a_key_is_said_at_once_and_without_a_domain_nothing_is_signed()
    {
        Should.Throw<InvalidOperationException>(() => new DkimSignature(new DkimSettings("businessfocus.example", "autumn", Path.Combine(folder, "missing.pem"))));
        using var message = new MimeMessage { Body = new TextPart("plain") { Text = "å" } };
        new DkimSignature(new DkimSettings()).Sign(message);
        message.Headers.Contains(HeaderId.DkimSignature).ShouldBeFalse();
    }

    private Dictionary<string, string?> Settings(bool isPkcs8) => new()
    {
        ["Smtp:Dkim:Domain"] = "businessfocus.example",
        ["Smtp:Dkim:Selector"] = "autumn",
        ["Smtp:Dkim:KeyFile"] = KeyFile(isPkcs8),
    };

    private string KeyFile(bool isPkcs8)
    {
        var file = Path.Combine(folder, "dkim.pem");
        File.WriteAllText(file, isPkcs8 ? key.ExportPkcs8PrivateKeyPem() : key.ExportRSAPrivateKeyPem());
        return file;
    }

    private async Task<bool> IsOursAsync(MimeMessage mail) => await new DkimVerifier(new Dns(key)).VerifyAsync(
        mail, mail.Headers.Single(header => header.Id == HeaderId.DkimSignature), TestContext.Current.CancellationToken);

    private static byte[] Bytes(MimeMessage mail)
    {
        using var bytes = new MemoryStream();
        mail.WriteTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Stands for the DNS record of our key.</summary>
    private sealed class Dns(RSA key) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default)
        {
            (domain, selector).ShouldBe(("businessfocus.example", "autumn"));
            return PublicKeyFactory.CreateKey(key.ExportSubjectPublicKeyInfo());
        }

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
