using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Lifecycle;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Bus;

/// <summary>A letter that names an activity beside its own waits until that one is heard of: it comes by another queue.</summary>
public sealed class NamingOtherActivities
{
    [Fact]
    public async Task A_cancellation_waits_for_what_is_kept_in_its_place_and_an_offer_for_the_earlier_time()
    {
        await using var service = await NotificationService.StartAsync();
        var (slot, other) = (service.Activity(), service.Activity());
        var (asa, bo) = (service.Registration(slot.Id), service.Registration(slot.Id, contact: service.Contact("Bo", "bo@foretag.example")));
        var until = DateTimeOffset.UtcNow.AddDays(1);
        await service.PublishAsync(new ActivityReleased(slot));
        await service.PublishAsync(new RegistrationConfirmed(asa));
        await service.PublishAsync(new RegistrationConfirmed(bo));
        await service.NotificationAsync(NotificationState.Accepted, count: 2);

        await service.PublishAsync(new RegistrationCancelled(
            asa with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Organiser, "Sjuk.", [new KeptAlternative(other.Id, RegistrationId.New(), "other-token", until)]));
        await service.PublishAsync(new RegistrationOffered(bo with { Version = 2 }, until, new KeptAlternative(other.Id, RegistrationId.New(), "earlier-token", until)));
        await service.NotificationAsync(NotificationState.Requested, count: 2);

        await service.PublishAsync(new ActivityReleased(other));

        await service.NotificationAsync(NotificationState.Accepted, count: 4);
        service.Mails.Select(mail => mail.Subject!.Split(' ', ':')[0]).ShouldContain("Avbokad");
    }
}
