using System.Buffers.Text;
using System.Security.Cryptography;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Keys;
using Microsoft.Extensions.Time.Testing;
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
        var ticket = TicketCode.Sign(anna, Load().Tickets.Current);

        var key = new TicketKeys(PublicFile, TimeProvider.System).Public.ShouldHaveSingleItem();

        TicketCode.TryRead(ticket, key, out var id).ShouldBeTrue();
        id.ShouldBe(anna);
        Should.Throw<CryptographicException>(() => TicketCode.Sign(anna, key));
    }

    [Fact]
    public void What_is_no_ticket_or_anothers_or_was_changed_is_not_read()
    {
        var key = Load().Tickets.Current;
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
        var reader = new TicketKeys(PublicFile, TimeProvider.System);
        reader.Public.ShouldBeEmpty();

        var ticket = TicketCode.Sign(anna, Load().Tickets.Current);

        Reads(ticket, reader.Public.ShouldHaveSingleItem()).ShouldBeTrue();
    }

    [Fact]
    public void The_file_follows_the_private_key_when_that_is_another()
    {
        Load();
        File.Delete(Path.Combine(folder, "tickets.pem"));

        var ticket = TicketCode.Sign(anna, Load().Tickets.Current);

        Reads(ticket, new TicketKeys(PublicFile, TimeProvider.System).Public.ShouldHaveSingleItem()).ShouldBeTrue();
    }

    [Fact]
    public void The_public_key_can_stand_in_a_folder_without_the_secrets()
    {
        var apart = Path.Combine(folder, "public");

        RegistrationKeys.Load(folder, apart, TimeProvider.System);

        Directory.GetFiles(apart).Select(Path.GetFileName).ShouldBe(["tickets.pub.pem"]);
        File.Exists(PublicFile).ShouldBeFalse();
    }

    [Fact]
    public void Others_know_the_next_key_before_it_signs_and_read_what_the_one_before_has_signed()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 9, 1, 8, 0, 0, TimeSpan.Zero));
        var (one, another) = (RegistrationKeys.Load(folder, folder, clock), RegistrationKeys.Load(folder, folder, clock));
        var reader = new TicketKeys(PublicFile, clock);
        var old = TicketCode.Sign(anna, another.Tickets.Current);

        var from = one.Tickets.Rotate(clock.GetUtcNow());

        clock.Advance(TimeSpan.FromSeconds(5));
        reader.Public.Count.ShouldBe(2);
        var between = TicketCode.Sign(anna, another.Tickets.Current);
        Reads(between, reader.Public[0]).ShouldBeTrue("the one before signs as long as the next one is only shown");
        clock.SetUtcNow(from);
        var @new = TicketCode.Sign(anna, another.Tickets.Current);
        Reads(@new, reader.Public[1]).ShouldBeFalse("it is another key's");
        foreach (var ticket in (string[])[old, between, @new])
        {
            TicketCode.TryRead(ticket, reader.Public, out var read).ShouldBeTrue();
            read.ShouldBe(anna);
            TicketCode.TryRead(ticket, one.Tickets.All, out _).ShouldBeTrue();
        }

        clock.Advance(KeySchedule.UntilTheFestivalIsOver.ReadFor);
        TicketCode.TryRead(old, reader.Public, out _).ShouldBeFalse("its time is over");
        one.Tickets.Rotate(clock.GetUtcNow());
        Directory.GetFiles(folder, "tickets*").Length.ShouldBe(4, "two keys and their public halves: the one that nothing is read with any more is gone");
    }

    private RegistrationKeys Load() => RegistrationKeys.Load(folder, folder, TimeProvider.System);

    private static bool Reads(string? code, ECDsa key) => TicketCode.TryRead(code, key, out _);
}
