using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Agendas;
using BusinessFocus.Notifications.Releases;
using MimeKit;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Agendas;

/// <summary>A host who hears once a day, in a language of theirs: on real servers, whose clock is put forward.</summary>
public sealed class DigestsOfRealDays(ServiceByMovableClock shared) : IClassFixture<ServiceByMovableClock>
{
    private readonly HostId host = HostId.New();

    [Fact]
    public async Task A_day_is_one_letter_in_the_hosts_language_with_the_calendar_of_each_conversation()
    {
        await using var service = await shared.ForOneTestAsync();
        var address = service.At("hanna");
        await service.PublishAsync(new HostAddressed(host, service.Edition, address, 2, DateTimeOffset.UtcNow, "en", HostNews.Digest));
        var (one, other, undone) = (Slot(service, 3), Slot(service, 4), Slot(service, 5));
        var cancelled = service.Registration(undone.Id, contact: service.Contact(email: service.At("bo")));
        foreach (var slot in (ActivityState[])[one, other, undone])
        {
            await service.PublishAsync(new ActivityReleased(slot));
        }

        var booked = service.Registration(one.Id);
        await service.PublishAsync(new RegistrationConfirmed(booked));
        await service.PublishAsync(new RegistrationConfirmed(booked));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(other.Id)));
        await service.PublishAsync(new RegistrationConfirmed(cancelled));

        // They come by different queues: a booking that is heard of after its end is no news.
        await service.QuietAsync();
        await service.PublishAsync(new RegistrationCancelled(cancelled with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Contact, null));
        await service.QuietAsync();
        MailsTo(service, address).ShouldBe(0, "nothing is told at once");
        await using (var reads = service.Service.Store.QuerySession())
        {
            (await reads.LoadAsync<KeptHostNews>(host.Value))!.Conversations.Count.ShouldBe(3);
        }

        shared.Clock.MoveTo(Digest.NextAfter(shared.Clock.GetUtcNow()));
        var letter = await service.MailAsync(address);
        letter.Subject.ShouldBe("News about your conversations");
        letter.TextBody!.ShouldContain("Booked: ");
        letter.ToString().ShouldNotContain(service.At("asa"));
        CalendarsOf(letter).Select(each => (each.Method, each.Events.Single().Uid)).ShouldBe(
            [("REQUEST", $"{one.Id}@businessfocus"), ("REQUEST", $"{other.Id}@businessfocus")], ignoreOrder: true);
        await service.QuietAsync();
        MailsTo(service, address).ShouldBe(1);

        await service.PublishAsync(new RegistrationCancelled(booked with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Contact, null));
        await service.QuietAsync();
        shared.Clock.MoveTo(Digest.NextAfter(shared.Clock.GetUtcNow()));
        var next = await service.MailAsync(address, mail => mail.TextBody!.Contains("Cancelled: ", StringComparison.Ordinal));
        var calendar = CalendarsOf(next).ShouldHaveSingleItem();
        (calendar.Method, calendar.Events.Single().Uid).ShouldBe(("CANCEL", $"{one.Id}@businessfocus"));
    }

    [Fact]
    public async Task What_begins_today_is_told_at_once_and_who_is_forgotten_by_the_evening_nothing()
    {
        await using var service = await shared.ForOneTestAsync();
        var address = service.At("hanna");
        await service.PublishAsync(new HostAddressed(host, service.Edition, address, 2, DateTimeOffset.UtcNow, "sv", HostNews.Digest));
        var (now, later) = (Slot(service, 0), Slot(service, 3));
        await service.PublishAsync(new ActivityReleased(now));
        await service.PublishAsync(new ActivityReleased(later));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(now.Id)));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(later.Id)));
        (await service.MailAsync(address)).Subject.ShouldStartWith("Bokat samtal: ");
        await service.QuietAsync();

        await service.PublishAsync(new HostAddressed(host, service.Edition, null, 3, DateTimeOffset.UtcNow, "sv", HostNews.Digest));
        await service.QuietAsync();
        shared.Clock.MoveTo(Digest.NextAfter(shared.Clock.GetUtcNow()));
        await Testing.Eventually.TrueAsync(async () =>
        {
            await using var reads = service.Service.Store.QuerySession();
            return await reads.LoadAsync<KeptHostNews>(host.Value) is null;
        });
        await service.QuietAsync();
        MailsTo(service, address).ShouldBe(1);
    }

    /// <summary>In so many days; in none, within the hour, which is before the next digest or so near that it is the same.</summary>
    private ActivityState Slot(NotificationService service, int days)
    {
        var now = shared.Clock.GetUtcNow();
        var starts = days == 0 ? now.AddMinutes(1) : now.AddDays(days);
        return service.Activity() with { Kind = ActivityKind.OpenHouse, Capacity = 1, HostIds = [host], StartsAt = starts, EndsAt = starts.AddHours(1) };
    }

    private static int MailsTo(NotificationService service, string address) => service.Mails.Count(mail => mail.To.ToString() == address);

    /// <summary>One is an invitation in the letter and a file; several are files.</summary>
    private static IEnumerable<Ical.Net.Calendar> CalendarsOf(MimeMessage letter) => letter.BodyParts
        .OfType<MimePart>()
        .Where(part => part.ContentType.IsMimeType("application", "ics"))
        .Select(part =>
        {
            using var bytes = new MemoryStream();
            part.Content!.DecodeTo(bytes);
            return Ical.Net.Calendar.Load(System.Text.Encoding.UTF8.GetString(bytes.ToArray()))!;
        });
}
