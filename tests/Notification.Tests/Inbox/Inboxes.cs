using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Notification;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Inbox;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Choice = BusinessFocus.Notifications.Recipients.Choice;

namespace BusinessFocus.Notifications.Tests.Inbox;

/// <summary>The inbox in the web front end.</summary>
public sealed class Inboxes(SharedService shared)
{
    [Fact]
    public async Task Who_wants_an_inbox_finds_there_what_came_by_email_newest_first_and_what_is_unread()
    {
        await using var service = await shared.ForOneTestAsync();
        await service.WantsAsync(service.Contact(), new Choice(InInbox: true));
        for (var number = 0; number < 3; number++)
        {
            await ConfirmAsync(service);
            await service.Bus.NextAsync<InboxChanged>(_ => Changes(service).Count == number + 1);
        }

        var inbox = await ReadAsync(service, "?limit=2");
        inbox["unread"]!.GetValue<int>().ShouldBe(3);
        var items = inbox["items"]!.AsArray().Concat((await ReadAsync(service, $"?after={inbox["next"]}"))["items"]!.AsArray()).ToList();
        items.Select(item => item!["id"]!.GetValue<Guid>()).ShouldBe(Changes(service).Select(each => each.NotificationId.Value).Reverse());
        items[0]!["subject"]!.GetValue<string>().ShouldContain("Så möts vi");
        items[0]!["text"]!.GetValue<string>().ShouldContain("http://gateway.test/api/v1/registrations/");
        await service.Bus.NextAsync<NotificationSent>(sent => sent.Channel == "inbox" && sent.ContactId == service.Contact().Id);

        var read = $"{PathOf(service, service.Contact().Id)}/{items[1]!["id"]}/read";
        (await service.Service.Http.PostAsync(read, null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var after = await ReadAsync(service);
        after["unread"]!.GetValue<int>().ShouldBe(2);
        var readAt = after["items"]![1]!["readAt"]!.GetValue<DateTimeOffset>();
        (await service.Service.Http.PostAsync(read, null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ReadAsync(service))["items"]![1]!["readAt"]!.GetValue<DateTimeOffset>().ShouldBe(readAt, "the first time counts");
    }

    [Fact]
    public async Task Nobody_opens_anothers_inbox()
    {
        await using var service = await shared.ForOneTestAsync();
        await service.WantsAsync(service.Contact(), new Choice(InInbox: true));
        await ConfirmAsync(service);
        var entry = (await service.Bus.NextAsync<InboxChanged>(each => each.ContactId == service.Contact().Id)).NotificationId;
        var other = PathOf(service, ContactId.New());

        (await service.Service.Http.GetFromJsonAsync<JsonObject>(other))!["items"]!.AsArray().ShouldBeEmpty();
        (await service.Service.Http.PostAsync($"{other}/{entry}/read", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var own = PathOf(service, service.Contact().Id);
        foreach (var forged in (string[])[own[..^1], own[..^43] + other[^43..], $"{own}A", "/api/v1/inbox/!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!", "/api/v1/inbox/x"])
        {
            (await service.Service.Http.GetAsync(forged)).StatusCode.ShouldBe(HttpStatusCode.NotFound, forged);
            (await service.Service.Http.PostAsync($"{forged}/{entry}/read", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound, forged);
        }

        (await ReadAsync(service))["unread"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task An_entry_is_there_once_however_often_it_is_put_there_and_not_at_all_once_its_owner_is_forgotten()
    {
        await using var service = await shared.ForOneTestAsync();
        await service.WantsAsync(service.Contact(), new Choice(InInbox: true));
        var registration = await ConfirmAsync(service);
        var id = (await service.Bus.NextAsync<InboxChanged>(each => each.ContactId == service.Contact().Id)).NotificationId;
        await service.QuietAsync();
        var entry = (await ReadAsync(service))["items"]![0]!;
        var letter = new RenderedMessage(
            id.Value, Channels.Inbox, "Åsa", service.At("asa"), "sv", "Another subject", "Another text", "", [], null, DateTimeOffset.UtcNow);
        await using var connection = service.Service.Services.GetRequiredService<InboxChannel>().NewConnection();

        (await connection.HandOverAsync(letter, CancellationToken.None)).Kind.ShouldBe(DeliveryOutcome.Accepted);
        (await ReadAsync(service))["items"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString().ShouldBe(entry.ToJsonString());

        await service.PublishAsync(new ContactErased(service.Contact().Id, [registration], DateTimeOffset.UtcNow));
        await Eventually.TrueAsync(async () => (await ReadAsync(service))["items"]!.AsArray().Count == 0);
        (await connection.HandOverAsync(letter, CancellationToken.None)).Kind.ShouldBe(DeliveryOutcome.Refused);
        (await ReadAsync(service))["items"]!.AsArray().ShouldBeEmpty();
    }

    private static async Task<RegistrationId> ConfirmAsync(NotificationService service)
    {
        var activity = service.Activity();
        var registration = service.Registration(activity.Id);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        return registration.Id;
    }

    private static IReadOnlyList<InboxChanged> Changes(NotificationService service) =>
        [.. service.Bus.Heards<InboxChanged>().Where(each => each.ContactId == service.Contact().Id)];

    private static async Task<JsonObject> ReadAsync(NotificationService service, string query = "") =>
        (await service.Service.Http.GetFromJsonAsync<JsonObject>(PathOf(service, service.Contact().Id) + query))!;

    private static string PathOf(NotificationService service, ContactId contact) =>
        $"/api/v1/inbox/{service.Service.Services.GetRequiredService<PersonalLinks>().TokenOf(contact)}";
}
