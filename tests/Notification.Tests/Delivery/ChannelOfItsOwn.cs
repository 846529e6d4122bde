using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts.Notification;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Delivery;

/// <summary>A new channel is one folder and a line that registers it: here it is this file, and the service knows nothing of it.</summary>
public sealed class ChannelOfItsOwn
{
    private const string Number = "+46702521000";

    [Fact]
    public async Task Who_chooses_a_channel_by_its_name_is_reached_by_it_as_it_says()
    {
        await using var service = await NotificationService.StartAsync(configure: services => services.AddChannel<Pager>());
        var pager = service.Service.Services.GetRequiredService<Pager>();
        var contact = Some.Contact() with { Phone = Number };
        await ChooseAsync(service, contact);

        var activity = Some.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(Some.Registration(activity.Id, contact: contact)));

        var notification = await Eventually.ValueAsync(async () =>
        {
            await using var reads = service.Service.Store.QuerySession();
            return await reads.Query<Notification>().SingleOrDefaultAsync(each => each.Channel == Pager.Own && each.State == NotificationState.Accepted);
        });
        var letter = pager.Got.ShouldHaveSingleItem();
        (letter.Id, letter.Address, letter.Html, letter.Ticket).ShouldBe((notification.Id, Number, "", null));
        letter.Text.ShouldBe($"!{letter.Subject}");
        (await service.Bus.NextAsync<NotificationSent>(sent => sent.Channel == Pager.Own)).NotificationId.Value.ShouldBe(notification.Id);
        await service.MailAsync("asa@foretag.example");
    }

    [Fact]
    public async Task Who_chose_nothing_is_not_reached_by_it_and_nobody_by_what_it_does_not_take()
    {
        await using var service = await NotificationService.StartAsync(configure: services => services.AddChannel<Pager>());
        var (chooser, other) = (Some.Contact() with { Phone = Number }, Some.Contact(email: "bo@foretag.example") with { Phone = Number });
        await ChooseAsync(service, chooser);

        var activity = Some.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(Some.Registration(activity.Id, contact: other)));
        await service.PublishAsync(new RegistrationWaitlisted(Some.Registration(activity.Id, RegistrationStatus.Waitlisted, chooser, position: 1)));

        await service.MailAsync("bo@foretag.example");
        await service.MailAsync("asa@foretag.example");
        service.Service.Services.GetRequiredService<Pager>().Got.ShouldBeEmpty("the one did not choose it, and it takes tickets only");
    }

    private static async Task ChooseAsync(NotificationService service, Contact contact)
    {
        var path = $"/api/v1/preferences/{service.Service.Services.GetRequiredService<PersonalLinks>().TokenOf(contact.Id)}";
        var choice = (await service.Service.Http.GetFromJsonAsync<JsonObject>(path))!;
        choice["channels"]!["others"]![Pager.Own]!.GetValue<bool>().ShouldBeFalse("nobody has it unasked");
        choice["channels"]!["others"]![Pager.Own] = true;
        var chosen = await service.Service.Http.PutAsJsonAsync(path, choice);
        chosen.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await chosen.Content.ReadFromJsonAsync<JsonObject>())!["channels"]!["others"]![Pager.Own]!.GetValue<bool>().ShouldBeTrue();
    }

    /// <summary>Takes what brings a ticket, to a number, and says the subject of it.</summary>
    private sealed class Pager : IChannel
    {
        public const string Own = "pager";

        public ConcurrentQueue<RenderedMessage> Got { get; } = new();

        public ChannelRules Rules { get; } = new(Own, rule => rule.HasTicket, recipient => recipient.Phone);

        public TextForm? Form => (wording, _) => $"!{wording.Subject}";

        public int Connections => 1;

        public string Span => "page";

        public IChannelConnection NewConnection() => new Connection(Got);

        private sealed class Connection(ConcurrentQueue<RenderedMessage> got) : IChannelConnection
        {
            public Task<DeliveryResult> HandOverAsync(RenderedMessage letter, CancellationToken cancellationToken)
            {
                got.Enqueue(letter);
                return Task.FromResult(DeliveryResult.Accepted("Paged"));
            }

            public Task RestAsync() => Task.CompletedTask;

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
