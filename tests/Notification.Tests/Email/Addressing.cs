using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Email;
using BusinessFocus.Notifications.Rendering;
using CsCheck;
using Microsoft.Extensions.Configuration;
using MimeKit;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Email;

/// <summary>What is taken as an address is one to the library that sends, and to the server that it sends to.</summary>
public sealed class Addressing : IDisposable
{
    private const string Signs = "abzABZ019.!#$%&'*+/=?^_`{|}~-\"\\@ ,;:<>()[]åÅö\u0430\u200B\u00AD\u00A0．＠ﬁ\0\t";

    private static readonly ParserOptions Strict = new() { AddressParserComplianceMode = RfcComplianceMode.Strict, AllowAddressesWithoutDomain = false };

    private readonly string folder = Directory.CreateTempSubdirectory("addresses").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_letter_reaches_every_address_that_is_taken_and_no_other_one()
    {
        await using var server = MailServer.Start(folder);
        var sender = new Sender("Business Focus", "no-reply@businessfocus.example", new Uri("http://gateway.test"), new PersonalLinks(new byte[32]));
        var channel = new EmailChannel(
            new SmtpSettings { Host = "127.0.0.1", Port = server.Port }, new TrustedServers(null), sender, new DkimSignature(new DkimSettings()), TimeProvider.System);
        await using var connection = channel.NewConnection();
        var taken = new List<string>();

        await Addresses.SampleAsync(
            async written =>
            {
                if (!EmailAddress.TryNormalise(written, out var address))
                {
                    return;
                }

                MailboxAddress.TryParse(Strict, address, out var mailbox).ShouldBeTrue(address);
                MailboxAddress.EncodeAddrspec(mailbox.Address).ShouldBe(address);
                var answer = await connection.HandOverAsync(
                    new RenderedMessage(Guid.NewGuid(), Channels.Email, "Åsa", address, "sv", "Ämne", "Text", "", [], null, DateTimeOffset.UnixEpoch), TestContext.Current.CancellationToken);
                answer.Kind.ShouldBe(DeliveryOutcome.Accepted, address);
                taken.Add(address);
            },
            iter: 3_000,
            threads: 1);

        taken.Count.ShouldBeGreaterThan(300, "the addresses must be of both kinds");
        Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal).Select(EnvelopeOf).ShouldBe(taken);
    }

    [Theory]
    [InlineData("Lerum <no-reply@lerum.example.>", "no-reply@lerum.example")]
    [InlineData("no-reply@lerum.example", "no-reply@lerum.example")]
    public void The_senders_address_is_read_by_the_same_rule(string from, string address) => SenderOf(from).Address.ShouldBe(address);

    [Theory]
    [InlineData("Lerum <\"no reply\"@lerum.example>")]
    [InlineData("Lerum")]
    [InlineData("no-reply@localhost")]
    public void A_sender_to_whom_nobody_could_answer_is_refused_at_the_start(string from) =>
        Should.Throw<InvalidOperationException>(() => SenderOf(from)).Message.ShouldContain("Smtp:From");

    private static Gen<string> Addresses
    {
        get
        {
            var part = Gen.Char[Signs].Array[1, 10].Select(signs => new string(signs));
            var plain = Gen.Char["abz09.+_'-"].Array[1, 66].Select(signs => new string(signs));
            var label = Gen.Char["abz09-åa"].Array[1, 8].Select(signs => new string(signs));
            var domain = Gen.Select(label, Gen.OneOf("example", "example.", "se", "EXAMPLE", "123", "åkeri", "x_y")).Select((first, last) => $"{first}.{last}");
            return Gen.Select(Gen.Frequency((1, part), (3, plain)), Gen.Frequency((4, domain), (1, part))).Select((local, host) => $"{local}@{host}");
        }
    }

    private Sender SenderOf(string from) => Sender.From(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Smtp:From"] = from, ["PublicUrl"] = "http://gateway.test" }).Build(),
        new PersonalLinks(new byte[32]));

    /// <summary>Whom the server was told, with the domain as it stands in the DNS.</summary>
    private static string EnvelopeOf(string file) =>
        MailboxAddress.EncodeAddrspec(File.ReadLines(file).ElementAt(1)["X-Envelope-To: ".Length..]);
}
