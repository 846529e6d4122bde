using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Lifecycle;
using MimeKit;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Bus;

/// <summary>One letter tells of several conversations that were booked, or cancelled, in one step.</summary>
public sealed class TellingOfChains(SharedService shared)
{
    [Fact]
    public async Task A_chain_is_one_letter_with_all_of_it_and_its_end_is_one_too()
    {
        await using var service = await shared.ForOneTestAsync();
        var (slots, booked) = Chain(service);
        foreach (var slot in slots)
        {
            await service.PublishAsync(new ActivityReleased(slot));
        }

        // The last of them first, and each twice.
        foreach (var message in Confirmed(booked).Reverse())
        {
            var id = Guid.NewGuid();
            await Task.WhenAll(service.PublishAsync(message, id), service.PublishAsync(message, id));
        }

        var mail = await service.MailAsync(service.At("asa"));
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(1);
        mail.Subject.ShouldBe("Dina 3 samtal är bokade");
        slots.ShouldAllBe(slot => mail.TextBody!.Contains(slot.Title.Sv, StringComparison.Ordinal) && mail.TextBody.Contains(slot.Hosts[0], StringComparison.Ordinal));
        mail.TextBody!.ShouldContain("/api/v1/my?token=own-token");
        mail.TextBody!.ShouldNotContain("/api/v1/registrations/");
        var calendar = Attachments(mail).ShouldHaveSingleItem();
        calendar.Method.ShouldBe("PUBLISH");
        calendar.Events.Select(each => each.Uid).ShouldBe(slots.Select(slot => $"{slot.Id}@businessfocus"));
        calendar.Events.ShouldAllBe(each => each.Sequence == 0 && each.Status == "CONFIRMED");

        foreach (var message in Cancelled(booked))
        {
            await service.PublishAsync(message);
        }

        var end = await service.MailAsync(service.At("asa"), each => each.Subject!.EndsWith("avbokade", StringComparison.Ordinal));
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(2);
        Attachments(end).ShouldHaveSingleItem().Events.ShouldAllBe(each => each.Sequence == 1 && each.Status == "CANCELLED");
    }

    [Fact]
    public async Task It_waits_until_each_of_its_activities_is_known_and_does_not_tell_of_what_has_ended_meanwhile()
    {
        await using var service = await shared.ForOneTestAsync();
        var (slots, booked) = Chain(service);
        await service.PublishAsync(new ActivityReleased(slots[0]));
        await service.PublishAsync(new ActivityReleased(slots[1]));
        foreach (var message in Confirmed(booked))
        {
            await service.PublishAsync(message);
        }

        await service.NotificationAsync(NotificationState.Requested);
        await service.PublishAsync(new RegistrationCancelled(booked[1] with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Contact, null));
        await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Avbokad", StringComparison.Ordinal));
        await service.PublishAsync(new ActivityReleased(slots[2]));

        var letter = await service.MailAsync(service.At("asa"), mail => mail.Subject!.EndsWith("bokade", StringComparison.Ordinal));
        letter.Subject.ShouldBe("Dina 2 samtal är bokade");
        Attachments(letter).ShouldHaveSingleItem().Events.Count.ShouldBe(2);
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_end_that_comes_first_is_told_after_it_and_nothing_is_put_into_the_calendar()
    {
        await using var service = await shared.ForOneTestAsync();
        var (slots, booked) = Chain(service);
        foreach (var slot in slots)
        {
            await service.PublishAsync(new ActivityReleased(slot));
        }

        foreach (var message in Cancelled(booked))
        {
            await service.PublishAsync(message);
        }

        await service.NotificationAsync(NotificationState.Requested);
        foreach (var message in Confirmed(booked))
        {
            await service.PublishAsync(message);
        }

        await service.MailAsync(service.At("asa"), mail => mail.Subject!.EndsWith("avbokade", StringComparison.Ordinal));
        await service.QuietAsync();
        service.Mails.Select(mail => mail.Subject).ShouldBe(["Dina 3 samtal är bokade", "Dina 3 samtal är avbokade"]);
        service.Mails.SelectMany(Attachments).ShouldBeEmpty();
    }

    private static (IReadOnlyList<ActivityState> Slots, IReadOnlyList<RegistrationState> Booked) Chain(NotificationService service)
    {
        string[] authorities = ["Livsmedel", "Serveringstillstånd", "Brandskydd"];
        List<ActivityState> slots = [.. authorities.Select((name, i) => service.Activity() is var one ? one with
        {
            Kind = ActivityKind.OpenHouse,
            Capacity = 1,
            Title = new LocalizedText($"Samtal om {name}", $"Conversation about {name}"),
            Hosts = [$"Handläggare {name}"],
            StartsAt = one.StartsAt.AddMinutes(30 * i),
            EndsAt = one.StartsAt.AddMinutes((30 * i) + 20),
        } : one)];
        return (slots, [.. slots.Select(slot => service.Registration(slot.Id))]);
    }

    private static RegistrationConfirmed[] Confirmed(IReadOnlyList<RegistrationState> booked) =>
        [.. booked.Select(registration => new RegistrationConfirmed(registration, ChainOf(registration, booked)))];

    private static RegistrationCancelled[] Cancelled(IReadOnlyList<RegistrationState> booked) =>
        [.. booked.Select(registration => new RegistrationCancelled(
            registration with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Contact, null, Chain: ChainOf(registration, booked)))];

    private static RegistrationChain ChainOf(RegistrationState registration, IReadOnlyList<RegistrationState> booked) => registration == booked[0]
        ? new RegistrationChain(booked[0].Id, [.. booked.Select(each => new ChainPlace(each.ActivityId, each.Id, each.ManageToken))], "own-token")
        : new RegistrationChain(booked[0].Id);

    private static IReadOnlyList<(string? Method, IReadOnlyList<(string Uid, int Sequence, string Status)> Events)> Attachments(MimeMessage mail) =>
        [.. mail.Attachments.OfType<MimePart>().Where(part => part.ContentType.IsMimeType("application", "ics")).Select(part =>
        {
            using var text = new MemoryStream();
            part.Content!.DecodeTo(text);
            var calendar = Ical.Net.Calendar.Load(System.Text.Encoding.UTF8.GetString(text.ToArray()))!;
            return (calendar.Method, (IReadOnlyList<(string, int, string)>)[.. calendar.Events.OrderBy(each => each.DtStart!.AsUtc).Select(each => (each.Uid!, each.Sequence, each.Status!))]);
        })];
}
