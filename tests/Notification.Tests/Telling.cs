using BusinessFocus.Contracts.Notification;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notification.Tests;

/// <summary>The service on real servers: messages as the other services publish them go in, mail comes out.</summary>
public sealed class Telling
{
    [Fact]
    public async Task A_confirmed_registration_gets_exactly_one_mail_with_calendar_and_ticket()
    {
        await using var service = await NotificationService.StartAsync();
        var activity = Some.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(Some.Registration(activity.Id)));

        var mail = await service.MailAsync("asa@foretag.example");
        mail.Subject.ShouldBe("Du är anmäld: Så möts vi 🤝 på Åspenäs");
        mail.BodyParts.ShouldContain(part => part.ContentType.IsMimeType("text", "calendar"));
        mail.BodyParts.ShouldContain(part => part.ContentType.IsMimeType("image", "png"));

        var sent = await service.Bus.NextAsync<NotificationSent>();
        (sent.Kind, sent.Channel, sent.ContactId).ShouldBe(("confirmation", "email", Some.Contact().Id));
        mail.MessageId.ShouldBe($"{sent.NotificationId.Value:N}@businessfocus.example");
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(1);
    }
}
