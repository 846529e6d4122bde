using System.Buffers.Text;
using System.Security.Cryptography;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Keys;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.CheckIns;

/// <summary>Tickets read by others, with nothing but the file that Registration writes for them.</summary>
public sealed class ReadingTickets : IDisposable
{
    private readonly RegistrationId anna = RegistrationId.New();
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    private string PublicFile => Path.Combine(folder, "tickets.pub.pem");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_file_reads_tickets_and_can_issue_none()
    {
        var ticket = TicketCode.Sign(anna, RegistrationKeys.Load(folder, folder).Tickets);

        var key = new TicketKey(PublicFile).Public.ShouldNotBeNull();

        TicketCode.TryRead(ticket, key, out var id).ShouldBeTrue();
        id.ShouldBe(anna);
        Should.Throw<CryptographicException>(() => TicketCode.Sign(anna, key));
    }

    [Fact]
    public void What_is_no_ticket_or_anothers_or_was_changed_is_not_read()
    {
        var key = RegistrationKeys.Load(folder, folder).Tickets;
        var ticket = Base64Url.DecodeFromChars(TicketCode.Sign(anna, key));
        var other = Base64Url.DecodeFromChars(TicketCode.Sign(RegistrationId.New(), key));
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        string?[] codes =
        [
            null,
            "",
            "biljett!",
            Base64Url.EncodeToString(ticket.AsSpan(0, 16)),
            Base64Url.EncodeToString(ticket.AsSpan(0, 40)),
            Base64Url.EncodeToString([.. other.AsSpan(0, 16), .. ticket.AsSpan(16)]),
            TicketCode.Sign(anna, stranger),
        ];
        codes.ShouldAllBe(code => !Reads(code, key));
    }

    [Fact]
    public void The_file_is_looked_for_again_while_it_is_missing()
    {
        var reader = new TicketKey(PublicFile);
        reader.Public.ShouldBeNull();

        var ticket = TicketCode.Sign(anna, RegistrationKeys.Load(folder, folder).Tickets);

        Reads(ticket, reader.Public.ShouldNotBeNull()).ShouldBeTrue();
    }

    [Fact]
    public void The_file_follows_the_private_key_when_that_is_another()
    {
        RegistrationKeys.Load(folder, folder);
        File.Delete(Path.Combine(folder, "tickets.pem"));

        var ticket = TicketCode.Sign(anna, RegistrationKeys.Load(folder, folder).Tickets);

        Reads(ticket, new TicketKey(PublicFile).Public.ShouldNotBeNull()).ShouldBeTrue();
    }

    [Fact]
    public void The_public_key_can_stand_in_a_folder_without_the_secrets()
    {
        var apart = Path.Combine(folder, "public");

        RegistrationKeys.Load(folder, apart);

        Directory.GetFiles(apart).Select(Path.GetFileName).ShouldBe(["tickets.pub.pem"]);
        File.Exists(PublicFile).ShouldBeFalse();
    }

    private static bool Reads(string? code, ECDsa key) => TicketCode.TryRead(code, key, out _);
}
