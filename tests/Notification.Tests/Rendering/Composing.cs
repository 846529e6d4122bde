using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Notification;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Manifest;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Rendering;
using Marten;
using MimeKit;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Rendering;

/// <summary>Letters that cannot be composed, whole or in part.</summary>
public sealed class Composing(SharedService shared)
{
    [Fact]
    public async Task What_cannot_be_written_has_failed_with_its_reason_and_is_no_dead_letter()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity() with { Title = null! };
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id)));

        var notification = await service.NotificationAsync(NotificationState.Failed);
        notification.Reason.ShouldStartWith("Cannot be composed: NullReferenceException in TextModels.");
        notification.Attempts.ShouldBe(0);
        (await service.Bus.NextAsync<NotificationFailed>(each => each.ContactId == service.Contact().Id)).Reason.ShouldBe(notification.Reason);
        await service.QuietAsync();
        (await service.DeadLettersAsync()).ShouldBeEmpty();
        var listed = await service.Service.As(Roles.Organiser).GetFromJsonAsync<JsonNode>($"/api/v1/notifications?state=failed&contactId={service.Contact().Id}");
        listed!["items"]!.AsArray().ShouldHaveSingleItem()!["reason"]!.GetValue<string>().ShouldBe(notification.Reason);
    }

    [Fact]
    public async Task What_waited_for_its_activity_and_cannot_be_written_has_failed_too()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity() with { Title = null! };
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id)));
        await service.NotificationAsync(NotificationState.Requested);

        await service.PublishAsync(new ActivityReleased(activity));

        await service.NotificationAsync(NotificationState.Failed);
        await service.QuietAsync();
        (await service.DeadLettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_of_many_that_cannot_be_written_holds_up_no_other()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id, contact: service.Contact(name: null!, email: service.At("nobody")))));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id)));
        await service.MailAsync(service.At("asa"));
        await service.NotificationAsync(NotificationState.Failed);
        await service.QuietAsync();

        (await service.Service.As(Roles.Organiser).PostAsJsonAsync(
            $"/api/v1/activities/{activity.Id}/message", new { subject = "Parkering", text = "Parkera vid stationen.", to = "all" })).EnsureSuccessStatusCode();

        await service.MailAsync(service.At("asa"), mail => mail.Subject == "Parkering");
        await service.NotificationAsync(NotificationState.Failed, count: 2);
        await service.QuietAsync();
        (await service.DeadLettersAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sv", "Obs! Kalenderfilen saknas i det här meddelandet, för den kunde inte skapas.")]
    [InlineData("en", "Please note: the calendar file is missing from this message because it could not be created.")]
    public async Task A_letter_whose_calendar_part_cannot_be_written_goes_without_it_and_says_so(string language, string says)
    {
        await using var service = await NotificationService.StartAsync(invitation: (_, _, _, _, _, _, _) => throw new FormatException("Åsa Öberg"));
        var activity = Some.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(Some.Registration(activity.Id, contact: Some.Contact(locale: language))));

        var mail = await service.MailAsync("asa@foretag.example");
        mail.TextBody!.ShouldContain(says);
        mail.HtmlBody!.ShouldContain(says);
        mail.BodyParts.OfType<MimePart>().ShouldNotContain(part => part.ContentType.MimeType == "text/calendar" || part.ContentType.MimeType == "application/ics");
        mail.BodyParts.OfType<MimePart>().ShouldContain(part => part.ContentType.MimeType == "image/png", "the ticket goes all the same");
        var notification = await service.NotificationAsync(NotificationState.Accepted);
        var view = await service.Service.As(Roles.Organiser).GetFromJsonAsync<JsonNode>($"/api/v1/notifications/{notification.NotificationId}");
        view!["withoutCalendar"]!.GetValue<string>().ShouldStartWith("Cannot be composed: FormatException in Composing.");
        view["withoutCalendar"]!.GetValue<string>().ShouldNotContain("Åsa");
        await using var session = service.Service.Store.QuerySession();
        (await session.LoadAsync<CalendarEntry>(NotificationIds.Thread(notification.ContactId, activity.Id))).ShouldBeNull("nothing is in the recipient's calendar");
    }

    [Fact]
    public async Task A_letter_that_cannot_be_made_an_email_has_failed_and_is_not_tried_for_a_day()
    {
        var port = FreePort.Next();
        await using var service = await NotificationService.StartAsync(port: port);
        var activity = Some.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(Some.Registration(activity.Id)));
        await service.NotificationAsync(NotificationState.Deferred);

        await service.DoAsync("update mt_doc_letter set data = data - 'text'");

        var notification = await service.NotificationAsync(NotificationState.Failed);
        notification.Reason.ShouldStartWith("Cannot be composed: ArgumentNullException in ");
        await service.QuietAsync();
        await using var session = service.Service.Store.QuerySession();
        (await session.Query<RenderedMessage>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task An_operator_sees_kind_reason_and_subject_and_nothing_of_the_recipient()
    {
        await using var service = await NotificationService.StartAsync(
            refuse: address => address.StartsWith("gone@", StringComparison.Ordinal) ? new Local.Infrastructure.SmtpReply(550, $"5.1.1 <{address}> is not here") : null);
        var organiser = service.Service.As(Roles.Organiser);
        (await organiser.PutAsJsonAsync("/api/v1/templates/confirmation.sv", new { source = "subject: {{ name }}, välkommen till {{ activity.title }}\nheading: Hej\n---\nHej {{ name }}" }))
            .EnsureSuccessStatusCode();
        var activity = Some.Activity() with { Title = new LocalizedText("Frukost") };
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(Some.Registration(activity.Id, contact: Some.Contact(email: "gone@foretag.example"))));
        await service.NotificationAsync(NotificationState.Failed);

        var answer = await service.Service.As(Roles.Operator).GetStringAsync("/api/v1/operations/notifications?state=failed");

        var seen = JsonNode.Parse(answer)!["items"]!.AsArray().ShouldHaveSingleItem()!;
        seen["kind"]!.GetValue<string>().ShouldBe("confirmation");
        seen["reason"]!.GetValue<string>().ShouldContain("5.1.1");
        seen["subject"]!.GetValue<string>().ShouldEndWith(", välkommen till Frukost");
        foreach (var personal in new[] { "Åsa", "Öberg", "gone@", "foretag.example", Some.Contact(email: "gone@foretag.example").Id.ToString() })
        {
            answer.ShouldNotContain(personal);
        }

        foreach (var role in new[] { Roles.Organiser, Roles.Association, Roles.Host })
        {
            (await service.Service.As(role).GetAsync("/api/v1/operations/notifications")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, role);
        }

        (await service.Service.Http.GetAsync("/api/v1/operations/notifications")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await service.Service.As(Roles.Operator).GetAsync("/api/v1/operations/notifications?state=nope")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
