using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using MimeKit;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Bus;

/// <summary>What a host hears of the conversations that are booked with them: on real servers.</summary>
public sealed class TellingHosts(SharedService shared)
{
    private static readonly DateTimeOffset Starts = new(2099, 10, 5, 7, 30, 0, TimeSpan.Zero);

    private readonly HostId host = HostId.New();

    [Fact]
    public async Task A_host_hears_once_of_a_booking_and_of_its_end_with_the_calendar_and_not_of_who_it_is()
    {
        await using var service = await shared.ForOneTestAsync();
        var address = service.At("hanna");
        var slot = Slot(service, host);
        await AddressAsync(service, host, address);
        await service.PublishAsync(new ActivityReleased(slot));
        var booked = service.Registration(slot.Id);
        await service.PublishAsync(new RegistrationConfirmed(booked), Guid.NewGuid());
        await service.PublishAsync(new RegistrationConfirmed(booked), Guid.NewGuid());

        var letter = await service.MailAsync(address);
        letter.Subject.ShouldStartWith("Bokat samtal: ");
        var invitation = CalendarOf(letter);
        (invitation.Method, invitation.Events.Single().Uid).ShouldBe(("REQUEST", $"{slot.Id}@businessfocus"));
        foreach (var secret in (string[])["Öberg", service.At("asa"), booked.ManageToken, booked.Ticket])
        {
            letter.ToString().ShouldNotContain(secret, Case.Sensitive, "who comes is for the host alone");
        }

        await service.PublishAsync(new RegistrationCancelled(booked with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Contact, null));
        var freed = CalendarOf(await service.MailAsync(address, mail => mail.Subject!.StartsWith("Samtalet blir inte av", StringComparison.Ordinal)));
        (freed.Method, freed.Events.Single().Uid).ShouldBe(("CANCEL", $"{slot.Id}@businessfocus"));
        freed.Events.Single().Sequence.ShouldBeGreaterThan(invitation.Events.Single().Sequence);
        await service.QuietAsync();
        MailsTo(service, address).ShouldBe(2);
    }

    [Fact]
    public async Task What_was_booked_before_the_activity_or_the_address_was_known_is_told_when_it_is()
    {
        await using var service = await shared.ForOneTestAsync();
        var address = service.At("hanna");
        var slot = Slot(service, host);
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(slot.Id)));
        await service.PublishAsync(new ActivityReleased(slot));
        await service.MailAsync(service.At("asa"));

        await AddressAsync(service, host, address);

        (await service.MailAsync(address)).Subject.ShouldStartWith("Bokat samtal: ");
        await service.QuietAsync();
        MailsTo(service, address).ShouldBe(1);
    }

    [Fact]
    public async Task Another_host_takes_over_and_a_new_time_reaches_who_stays()
    {
        await using var service = await shared.ForOneTestAsync();
        var address = service.At("hanna");
        var (other, otherAddress) = (HostId.New(), service.At("otto"));
        var slot = Slot(service, host);
        await AddressAsync(service, host, address);
        await AddressAsync(service, other, otherAddress);
        await service.PublishAsync(new ActivityReleased(slot));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(slot.Id)));
        await service.MailAsync(address);

        await service.PublishAsync(new ActivityChanged(slot with { HostIds = [other], Version = slot.Version + 1 }));
        (CalendarOf(await service.MailAsync(address, mail => mail.Subject!.StartsWith("Samtalet blir inte av", StringComparison.Ordinal)))).Method.ShouldBe("CANCEL");
        await service.MailAsync(otherAddress, mail => mail.Subject!.StartsWith("Bokat samtal", StringComparison.Ordinal));

        await service.PublishAsync(new ActivityChanged(slot with
        {
            HostIds = [other],
            Version = slot.Version + 2,
            StartsAt = slot.StartsAt.AddHours(1),
            EndsAt = slot.EndsAt.AddHours(1),
        }));
        await service.MailAsync(otherAddress, mail => mail.Subject!.StartsWith("Flyttat samtal", StringComparison.Ordinal));
        await service.QuietAsync();
        (MailsTo(service, address), MailsTo(service, otherAddress)).ShouldBe((2, 2));
    }

    [Fact]
    public async Task Who_holds_a_seminar_or_is_forgotten_or_has_no_address_any_more_hears_nothing()
    {
        await using var service = await shared.ForOneTestAsync();
        var address = service.At("hanna");
        var (forgotten, forgottenAddress) = (HostId.New(), service.At("glomd"));
        var (gone, goneAddress) = (HostId.New(), service.At("borta"));
        await AddressAsync(service, host, address);
        await AddressAsync(service, forgotten, forgottenAddress);
        await AddressAsync(service, gone, goneAddress);
        await service.PublishAsync(new HostAddressed(gone, service.Edition, null, 3));
        await service.PublishAsync(new ContactErased(ContactIds.Of(forgottenAddress), [], DateTimeOffset.UtcNow.AddMinutes(1)));
        await service.QuietAsync();
        var (seminar, slot) = (service.Activity() with { HostIds = [host], StartsAt = Starts, EndsAt = Starts.AddHours(1) }, Slot(service, forgotten, gone));
        await service.PublishAsync(new ActivityReleased(seminar));
        await service.PublishAsync(new ActivityReleased(slot));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(seminar.Id)));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(slot.Id)));
        await service.MailAsync(service.At("asa"));

        await service.QuietAsync();
        (MailsTo(service, address), MailsTo(service, forgottenAddress), MailsTo(service, goneAddress)).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task Who_wants_to_hear_nothing_gets_no_letter_and_from_then_on_again_where_they_do()
    {
        await using var service = await shared.ForOneTestAsync();
        var address = service.At("hanna");
        var (silent, told) = (Slot(service, host), Slot(service, host) with { StartsAt = Starts.AddHours(2), EndsAt = Starts.AddHours(3) });
        await service.PublishAsync(new HostAddressed(host, service.Edition, address, 2, News: HostNews.None));
        await service.PublishAsync(new ActivityReleased(silent));
        await service.PublishAsync(new ActivityReleased(told));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(silent.Id)));
        await service.MailAsync(service.At("asa"));
        await service.PublishAsync(new HostAddressed(host, service.Edition, address, 3, News: HostNews.AtOnce));
        await service.PublishAsync(new HostAddressed(host, service.Edition, address, 2, News: HostNews.None));

        // They come by different queues: what is booked before the wish is heard of is told as before it.
        await service.QuietAsync();
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(told.Id)));

        await service.MailAsync(address);
        await service.QuietAsync();
        MailsTo(service, address).ShouldBe(1, "nothing of what was booked meanwhile");
    }

    private static ActivityState Slot(NotificationService service, params HostId[] hosts) =>
        service.Activity() with { Kind = ActivityKind.OpenHouse, Capacity = 1, HostIds = hosts, StartsAt = Starts, EndsAt = Starts.AddHours(1) };

    private static Task AddressAsync(NotificationService service, HostId host, string address) =>
        service.PublishAsync(new HostAddressed(host, service.Edition, address, 2));

    private static int MailsTo(NotificationService service, string address) => service.Mails.Count(mail => mail.To.ToString() == address);

    private static Ical.Net.Calendar CalendarOf(MimeMessage letter) =>
        Ical.Net.Calendar.Load(letter.BodyParts.OfType<TextPart>().First(part => part.ContentType.IsMimeType("text", "calendar")).Text)!;
}
