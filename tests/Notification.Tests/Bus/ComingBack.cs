using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Bus;

/// <summary>Notification is stopped while others tell: each letter is late, and none is lost or sent twice.</summary>
public sealed class ComingBack
{
    private static readonly DateTimeOffset Starts = new(2099, 10, 5, 7, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_visits_conversations_earlier_times_and_associations_brought_meanwhile_is_told_once_each_afterwards()
    {
        await using var service = await NotificationService.StartAsync();
        await service.Service.StopAsync();

        var (host, slot, earlier) = (HostId.New(), Slot(service, 0), Slot(service, -2));
        slot = slot with { HostIds = [host] };
        var booked = service.Registration(slot.Id, contact: service.Contact("Bo", "bo@foretag.example"));
        var lost = service.Registration(earlier.Id, contact: service.Contact("Cissi", "cissi@foretag.example"));
        var visit = service.Visit(version: 6) with { HostIds = [], Hosts = [] };
        var until = DateTimeOffset.UtcNow.AddDays(1);
        await ToldTwiceAsync(new VisitSurveyed(SurveyId.New(), visit.Id, ActivityId.New(), service.Edition, "company-token", "delegation-token", DateTimeOffset.UtcNow.AddDays(14)));
        await ToldTwiceAsync(new VisitDecided(visit, VisitDecision.Accepted, null));
        await ToldTwiceAsync(new VisitRequested(
            service.Visit(version: 1) with { Contact = service.Contact("Dan", "dan@foretag.example"), StartsAt = null, EndsAt = null, Hosts = [] },
            new VisitWish([], VisitPartOfDay.Any, [], null),
            null));
        await ToldTwiceAsync(new RegistrationOffered(booked with { Version = 2 }, until, new KeptAlternative(earlier.Id, RegistrationId.New(), "earlier-token", until)));
        await ToldTwiceAsync(new RegistrationCancelled(
            lost with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Organiser, "Sjuk.", [new KeptAlternative(slot.Id, RegistrationId.New(), "other-token", until)]));
        await ToldTwiceAsync(new RegistrationConfirmed(lost));
        await ToldTwiceAsync(new RegistrationConfirmed(booked));
        await ToldTwiceAsync(new HostAddressed(host, service.Edition, "hanna@lerum.example", 2, DateTimeOffset.UtcNow));
        await ToldTwiceAsync(new ActivityReleased(earlier));
        await ToldTwiceAsync(new ActivityReleased(slot));
        await ToldTwiceAsync(new MembersInvited(
            MemberInvitationId.New(), "foretagarna", "Företagarna Lerum", service.Edition, null, new LocalizedText("Kom!", "Come!"),
            [new InvitedMember(ContactIds.Of("eva@foretag.example"), "eva@foretag.example", "Företag AB", "sv")], DateTimeOffset.UtcNow));

        await using var again = await service.StartAnotherAsync();

        await ToldAsync("asa", "är bokat", "Hur var besöket");
        await ToldAsync("dan", "Vi har tagit emot");
        await ToldAsync("bo", "Du är anmäld", "En tidigare tid");
        await ToldAsync("cissi", "Du är anmäld", "Avbokad");
        await ToldAsync("eva", "Företagarna Lerum");
        (await service.MailAsync("hanna@lerum.example")).Subject.ShouldStartWith("Bokat samtal");
        await service.QuietAsync();
        service.Mails.Select(mail => $"{mail.To} {mail.Subject}").Order(StringComparer.Ordinal).ShouldBeUnique();

        async Task ToldTwiceAsync<T>(T message) where T : class
        {
            var id = Guid.NewGuid();
            await service.PublishAsync(message, id);
            await service.PublishAsync(message, id);
        }

        async Task ToldAsync(string mailbox, params string[] subjects)
        {
            foreach (var subject in subjects)
            {
                await service.MailAsync($"{mailbox}@foretag.example", mail => mail.Subject!.Contains(subject, StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    private static ActivityState Slot(NotificationService service, int hours) => service.Activity() with
    {
        Kind = ActivityKind.OpenHouse,
        Capacity = 1,
        StartsAt = Starts.AddHours(hours),
        EndsAt = Starts.AddHours(hours).AddMinutes(20),
    };
}
