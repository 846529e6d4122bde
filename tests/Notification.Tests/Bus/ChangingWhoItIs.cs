using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Bus;

/// <summary>Somebody's registration has another name or language: letters to come have it, and none goes because of it.</summary>
public sealed class ChangingWhoItIs(SharedService shared)
{
    [Fact]
    public void The_newest_contact_is_kept_whatever_comes_first_and_no_decision_is_history_by_it()
    {
        var registration = Some.Registration(ActivityId.New(), version: 3);
        var changed = registration with { Version = 5, Contact = registration.Contact with { Name = "Anna", Locale = "en" } };

        var early = KnownRegistration.LearnRecipient(null, changed);
        early.IsPast(version: 3, endsIt: false).ShouldBeFalse();
        var known = KnownRegistration.Learn(early, registration, NotificationKind.Confirmation);
        (known.Recipient!.Name, known.Recipient.Language, known.HasBegun, known.Booking!.Version).ShouldBe(("Anna", "en", true, 3L));
        KnownRegistration.LearnRecipient(known, changed with { Version = 4, Contact = registration.Contact }).Recipient!.Name.ShouldBe("Anna");
        KnownRegistration.Learn(known, registration with { Version = 7 }, NotificationKind.Promotion).Recipient!.Name.ShouldBe(registration.Contact.Name);
        KnownRegistration.LearnRecipient(KnownRegistration.Erase(known, registration.Id), changed).Recipient.ShouldBeNull();
    }

    [Fact]
    public async Task What_comes_before_the_confirmation_stops_it_not_and_is_no_letter_itself()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var registration = service.Registration(activity.Id, version: 3);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationContactChanged(registration with { Version = 4, Contact = registration.Contact with { Name = "Anna" } }));
        await service.QuietAsync();

        await service.PublishAsync(new RegistrationConfirmed(registration));

        (await service.MailAsync(service.At("asa"))).Subject.ShouldStartWith("Du är anmäld");
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(1);
    }
}
