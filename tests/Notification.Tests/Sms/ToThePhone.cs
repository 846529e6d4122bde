using System.Net;
using System.Text;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Notification;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Sms;
using BusinessFocus.Testing;
using Marten;
using Shouldly;
using Xunit;
using Choice = BusinessFocus.Notifications.Recipients.Choice;

namespace BusinessFocus.Notifications.Tests.Sms;

/// <summary>Messages to phones, by a provider that is not always willing.</summary>
public sealed class ToThePhone(ServiceWithSms shared) : IClassFixture<ServiceWithSms>
{
    private const string Number = "+46702521000";

    /// <summary>Of this test alone.</summary>
    private readonly string phone = $"+4670{Random.Shared.Next(1_000_000, 10_000_000)}";

    [Fact]
    public async Task What_cannot_wait_goes_to_the_phone_of_who_wants_it_there_once_and_as_one_text_with_its_link()
    {
        await using var service = await shared.ForOneTestAsync(phone);

        var notification = await OfferAsync(service, NotificationState.Accepted);

        await service.QuietAsync();
        var (key, message) = shared.Provider.SentTo(phone).ShouldHaveSingleItem();
        key.ShouldBe(notification.Id.ToString());
        (message.To, message.From, message.Reference).ShouldBe((phone, "Lerum", notification.Id));
        message.Text.ShouldContain("http://gateway.test/api/v1/registrations/");
        (await StepsAsync(service, notification)).OfType<Accepted>().ShouldHaveSingleItem().Answer
            .ShouldBe($"202 provider-{notification.Id:N}; segments: {Segments.Of(message.Text).Count}");
        var metrics = await service.Service.As(Roles.Operator).GetStringAsync("/metrics");
        metrics.ShouldContain("sms_segments_total{");
        (await Promtool.ObjectionsAsync(metrics)).ShouldBeEmpty();
        (await service.Bus.NextAsync<NotificationSent>(sent => sent.Channel == "sms" && sent.ContactId == service.Contact().Id)).NotificationId.Value.ShouldBe(notification.Id);
        await service.MailAsync(service.At("asa"), mail => mail.TextBody!.Contains("Ta platsen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_has_no_address_is_confirmed_by_one_text_with_time_place_and_link()
    {
        await using var service = await shared.ForOneTestAsync(phone);
        var (bo, activity) = (service.Contact() with { Id = ContactIds.OfPhone(phone), Email = "", Phone = phone }, service.Activity());
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id, RegistrationStatus.Confirmed, bo)));

        await Eventually.TrueAsync(() => Task.FromResult(shared.Provider.SentTo(phone).Count == 1));
        await service.QuietAsync();

        var (_, message) = shared.Provider.SentTo(phone).ShouldHaveSingleItem();
        message.Text.ShouldStartWith($"Du är anmäld: {activity.Title.Sv}, ");
        message.Text.ShouldContain("http://gateway.test/api/v1/registrations/");
        await using var session = service.Service.Store.QuerySession();
        (await session.Query<Notification>().Where(notification => notification.ContactId == bo.Id).ToListAsync()).ShouldHaveSingleItem().Channel.ShouldBe(Channels.Sms);
    }

    [Fact]
    public async Task Who_has_neither_address_nor_phone_is_kept_as_told_nothing()
    {
        await using var service = await shared.ForOneTestAsync(phone);
        var (bo, activity) = (service.Contact() with { Id = ContactId.New(), Email = "", Phone = null }, service.Activity());
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id, RegistrationStatus.Confirmed, bo)));

        var notification = await Eventually.ValueAsync(async () =>
        {
            await using var session = service.Service.Store.QuerySession();
            return await session.Query<Notification>().SingleOrDefaultAsync(each => each.ContactId == bo.Id);
        });

        (notification.State, notification.Reason).ShouldBe((NotificationState.Suppressed, nameof(SuppressedBecause.NoAddress)));
    }

    [Fact]
    public async Task What_the_provider_cannot_take_now_is_handed_over_later()
    {
        var attempts = 0;
        await using var service = await shared.ForOneTestAsync(phone, _ => Interlocked.Increment(ref attempts) switch
        {
            1 => new SmsReply(500),
            2 => new SmsReply(503),
            _ => null,
        });

        (await OfferAsync(service, NotificationState.Accepted)).Attempts.ShouldBe(3);
        shared.Provider.SentTo(phone).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_arrived_without_our_knowing_is_handed_over_again_and_sent_once()
    {
        var attempts = 0;
        await using var service = await shared.ForOneTestAsync(phone, _ => Interlocked.Increment(ref attempts) == 1 ? new SmsReply(202, HangsUp: true) : null);

        (await OfferAsync(service, NotificationState.Accepted)).Attempts.ShouldBe(2);
        shared.Provider.RequestsTo(phone).ShouldBe(2);
        shared.Provider.SentTo(phone).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_number_that_nobody_has_is_told_without_the_number()
    {
        await using var service = await shared.ForOneTestAsync(phone, _ => new SmsReply(422, SmsAnswers.UnknownNumber));

        (await OfferAsync(service, NotificationState.Failed)).Reason.ShouldBe("422 unknownNumber");

        var unreachable = await service.Bus.NextAsync<RecipientUnreachable>(each => each.ContactId == service.Contact().Id);
        (unreachable.Channel, unreachable.Reason).ShouldBe(("sms", "422 unknownNumber"));
        await service.MailAsync(service.At("asa"));
    }

    [Fact]
    public async Task The_provider_tells_that_a_message_arrived_and_nobody_else_does()
    {
        await using var service = await shared.ForOneTestAsync(phone);
        var notification = await OfferAsync(service, NotificationState.Accepted);
        var report = Report(notification.Id, "delivered");

        var another = Convert.ToBase64String(new byte[32]);
        (await FakeSmsProvider.NotifyAsync(service.Service.Http, report, another)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await FakeSmsProvider.NotifyAsync(service.Service.Http, report, at: DateTimeOffset.UtcNow.AddMinutes(-6))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await service.Service.Http.PostAsync("/api/v1/sms/status", new StringContent(report, Encoding.UTF8, "application/json"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await StepsAsync(service, notification)).OfType<Delivered>().ShouldBeEmpty();

        for (var time = 0; time < 2; time++)
        {
            (await FakeSmsProvider.NotifyAsync(service.Service.Http, report)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await FakeSmsProvider.NotifyAsync(service.Service.Http, Report(notification.Id, "failed"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StepsAsync(service, notification)).Last().ShouldBeOfType<Delivered>("once, and what comes too late changes nothing");
        (await FakeSmsProvider.NotifyAsync(service.Service.Http, Report(Guid.NewGuid(), "delivered"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await FakeSmsProvider.NotifyAsync(service.Service.Http, Report(notification.Id, "lost"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_message_that_did_not_arrive_has_bounced_and_a_number_that_nobody_has_is_told()
    {
        await using var service = await shared.ForOneTestAsync(phone);
        var notification = await OfferAsync(service, NotificationState.Accepted);

        (await FakeSmsProvider.NotifyAsync(service.Service.Http, Report(notification.Id, "unknownNumber", $"gone:{phone}"))).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await service.NotificationAsync(NotificationState.Bounced)).Id.ShouldBe(notification.Id);
        var unreachable = await service.Bus.NextAsync<RecipientUnreachable>(each => each.ContactId == service.Contact().Id);
        (unreachable.Channel, unreachable.Reason).ShouldBe(("sms", "unknownNumber"));
    }

    [Theory]
    [InlineData(PhoneStatus.Delivered)]
    [InlineData(PhoneStatus.Failed)]
    public void What_we_do_not_know_yet_that_the_provider_took_it_tells_again(PhoneStatus status)
    {
        var requested = Some.Requested(NotificationKind.Offer, Some.Registration(Contracts.ActivityId.New()));
        object[] deferred = [requested, new Composed("", "Hej", Some.Now), new HandedOver(1, false, Some.Now), new Deferred("ResponseEnded", Some.Now, Some.Now)];
        var told = new ReceiveStatus.Request(requested.NotificationId, status, null);

        ReceiveStatus.Decide(Some.Notification(deferred), told, Some.Now).Refusal!.Problem.ShouldBe(NotificationProblems.StillUnderWay);
        ReceiveStatus.Decide(Some.Notification(deferred[..3]), told, Some.Now).Events.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(200, null, DeliveryOutcome.Accepted)]
    [InlineData(302, null, DeliveryOutcome.Unavailable)]
    [InlineData(400, "text", DeliveryOutcome.Refused)]
    [InlineData(401, null, DeliveryOutcome.Unavailable)]
    [InlineData(403, null, DeliveryOutcome.Unavailable)]
    [InlineData(404, null, DeliveryOutcome.Refused)]
    [InlineData(404, "unknownNumber", DeliveryOutcome.Unreachable)]
    [InlineData(408, null, DeliveryOutcome.TryLater)]
    [InlineData(409, null, DeliveryOutcome.TryLater)]
    [InlineData(422, "unknownNumber", DeliveryOutcome.Unreachable)]
    [InlineData(429, null, DeliveryOutcome.Unavailable)]
    [InlineData(500, "unknownNumber", DeliveryOutcome.TryLater)]
    [InlineData(502, null, DeliveryOutcome.Unavailable)]
    [InlineData(503, null, DeliveryOutcome.Unavailable)]
    public void An_answer_means_what_its_status_and_code_say(int status, string? code, DeliveryOutcome means) =>
        SmsAnswers.Of((HttpStatusCode)status, $$"""{"code": "{{code}}"}""", Segments.Of("Hej"), Number).Kind.ShouldBe(means);

    [Theory]
    [InlineData("blocked", "blocked")]
    [InlineData("4f1c9a52-0b77-4df1-9a52-0123456789ab", "4f1c9a52-0b77-4df1-9a52-0123456789ab")]
    [InlineData("number-46702521000", "")]
    [InlineData("0702521000", "")]
    [InlineData("Åsa Öberg moved", "")]
    [InlineData(null, "")]
    public void Of_a_providers_words_one_is_kept_without_the_number(string? text, string kept) => SmsAnswers.Word(text, Number).ShouldBe(kept);

    private static string Report(Guid reference, string status, string reason = "") =>
        $$"""{"reference": "{{reference}}", "status": "{{status}}", "reason": "{{reason}}"}""";

    /// <summary>Somebody who wants to hear by phone waits in line and is offered a seat.</summary>
    /// <returns>The notification to the phone, when it has come so far.</returns>
    private async Task<Notification> OfferAsync(NotificationService service, NotificationState state)
    {
        var asa = service.Contact() with { Phone = phone };
        await service.WantsAsync(asa, new Choice(BySms: true));
        var activity = service.Activity();
        var waiting = service.Registration(activity.Id, RegistrationStatus.Waitlisted, asa, position: 1);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationWaitlisted(waiting));
        await service.PublishAsync(new RegistrationOffered(waiting with { Version = 2 }, DateTimeOffset.UtcNow.AddHours(2)));
        return await Eventually.ValueAsync(async () =>
        {
            await using var session = service.Service.Store.QuerySession();
            return await session.Query<Notification>().SingleOrDefaultAsync(notification => notification.ContactId == asa.Id && notification.Channel == Channels.Sms && notification.State == state);
        });
    }

    private static async Task<IEnumerable<object>> StepsAsync(NotificationService service, Notification notification)
    {
        await using var session = service.Service.Store.QuerySession();
        return (await session.Events.FetchStreamAsync(notification.Id)).Select(@event => @event.Data);
    }
}
