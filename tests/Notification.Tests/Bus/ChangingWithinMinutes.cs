using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Lifecycle;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Bus;

/// <summary>A letter that waits to tell several changes of a registration at once, and what comes meanwhile.</summary>
public sealed class ChangingWithinMinutes(ServiceByMovableClock shared) : IClassFixture<ServiceByMovableClock>
{
    private readonly MovableClock clock = shared.Clock;

    [Fact]
    public async Task The_newest_is_told_though_an_older_one_comes_after_it()
    {
        await using var service = await shared.ForOneTestAsync();
        var registration = await ChangedOnceAsync(service);
        await ResizeAsync(service, registration, seats: 1, before: 3, version: 5);
        var newest = await service.NotificationAsync(NotificationState.Composed);

        await ResizeAsync(service, registration, seats: 3, before: 2, version: 4);

        await service.NotificationAsync(NotificationState.Suppressed);
        (await service.NotificationAsync(NotificationState.Composed)).NotificationId.ShouldBe(newest.NotificationId);
        clock.MoveTo(clock.GetUtcNow().AddMinutes(5));
        await service.QuietAsync();
        Subjects(service).ShouldBe(["Du", "Ändrat till 2", "Ändrat till 1"]);
    }

    [Fact]
    public async Task An_offer_does_not_wait_for_it()
    {
        await using var service = await shared.ForOneTestAsync();
        var registration = await ChangedOnceAsync(service, RegistrationStatus.Waitlisted);
        await ResizeAsync(service, registration, seats: 3, before: 2, version: 4);
        await service.NotificationAsync(NotificationState.Composed);

        await service.PublishAsync(new RegistrationOffered(
            registration with { Status = RegistrationStatus.Offered, Position = null, Seats = 3, Version = 5 }, clock.GetUtcNow().AddMinutes(5)));

        await service.QuietAsync();
        Subjects(service).ShouldBe(["Du", "Ändrat till 2", "Ändrat till 3", "Plats ledig"]);
    }

    [Fact]
    public async Task A_registrations_end_takes_it_back()
    {
        await using var service = await shared.ForOneTestAsync();
        var registration = await ChangedOnceAsync(service);
        await ResizeAsync(service, registration, seats: 3, before: 2, version: 4);
        var seats = await service.NotificationAsync(NotificationState.Composed);

        await service.PublishAsync(new RegistrationCancelled(registration with { Status = RegistrationStatus.Cancelled, Version = 5 }, CancelledBy.Contact, null));

        var suppressed = await service.NotificationAsync(NotificationState.Suppressed);
        (suppressed.NotificationId, suppressed.Reason).ShouldBe((seats.NotificationId, "Overtaken"));
        await service.QuietAsync();
        Subjects(service).ShouldBe(["Du", "Ändrat till 2", "Avbokad"]);
    }

    [Fact]
    public async Task A_move_that_waits_goes_before_the_registrations_end()
    {
        await using var service = await shared.ForOneTestAsync();
        var registration = await ChangedOnceAsync(service);
        var (there, id) = (service.Activity(), RegistrationId.New());
        await service.PublishAsync(new ActivityReleased(there));
        await service.KnowsAsync(there);
        var moved = service.Registration(there.Id, id: id, seats: 2);
        await service.PublishAsync(new RegistrationMoved(moved, registration.ActivityId, registration.Id));
        await service.NotificationAsync(NotificationState.Composed);

        await service.PublishAsync(new RegistrationCancelled(moved with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Contact, null));

        await service.QuietAsync();
        Subjects(service).ShouldBe(["Du", "Ändrat till 2", "Flyttad till", "Avbokad"]);
    }

    [Fact]
    public async Task Who_changes_it_again_and_again_does_not_put_it_off()
    {
        await using var service = await shared.ForOneTestAsync();
        var registration = await ChangedOnceAsync(service);
        await ResizeAsync(service, registration, seats: 3, before: 2, version: 4);
        await service.NotificationAsync(NotificationState.Composed);
        clock.MoveTo(clock.GetUtcNow().AddMinutes(4));
        await ResizeAsync(service, registration, seats: 4, before: 3, version: 5);
        await service.NotificationAsync(NotificationState.Suppressed);

        clock.MoveTo(clock.GetUtcNow().AddMinutes(1));

        await service.QuietAsync();
        Subjects(service).ShouldBe(["Du", "Ändrat till 2", "Ändrat till 4"]);
        service.Mails[^1].TextBody!.ShouldContain("tidigare 2");
    }

    /// <summary>A registration whose first change was told: the next one within minutes waits.</summary>
    private static async Task<RegistrationState> ChangedOnceAsync(NotificationService service, RegistrationStatus status = RegistrationStatus.Confirmed)
    {
        var activity = service.Activity();
        var registration = service.Registration(activity.Id, status, position: status == RegistrationStatus.Waitlisted ? 1 : null);
        await service.PublishAsync(new ActivityReleased(activity));
        await (status == RegistrationStatus.Confirmed
            ? service.PublishAsync(new RegistrationConfirmed(registration))
            : service.PublishAsync(new RegistrationWaitlisted(registration)));
        await service.NotificationAsync(NotificationState.Accepted);
        await ResizeAsync(service, registration, seats: 2, before: 1, version: 3);
        await service.NotificationAsync(NotificationState.Accepted, count: 2);
        await service.QuietAsync();
        return registration;
    }

    private static Task ResizeAsync(NotificationService service, RegistrationState registration, int seats, int before, long version) =>
        service.PublishAsync(new RegistrationResized(registration with { Seats = seats, Version = version }, before));

    private static IEnumerable<string> Subjects(NotificationService service) => service.Mails.Select(mail =>
        ((string[])["Ändrat till 1", "Ändrat till 2", "Ändrat till 3", "Ändrat till 4", "Plats ledig", "Flyttad till", "Avbokad", "Du"])
        .FirstOrDefault(start => mail.Subject!.StartsWith(start, StringComparison.Ordinal)) ?? mail.Subject!);
}
