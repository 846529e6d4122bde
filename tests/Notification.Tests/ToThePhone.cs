using System.Net;
using BusinessFocus.Contracts.Notification;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notification.Delivery;
using BusinessFocus.Notification.Notices;
using BusinessFocus.Notification.Sms;
using BusinessFocus.Testing;
using Marten;
using Shouldly;
using Xunit;
using Choice = BusinessFocus.Notification.Recipients.Choice;

namespace BusinessFocus.Notification.Tests;

/// <summary>Messages to phones, by a provider that is not always willing.</summary>
public sealed class ToThePhone
{
    private const string Number = "+46702521000";

    [Fact]
    public async Task What_cannot_wait_goes_to_the_phone_of_who_wants_it_there_once_and_as_one_text_with_its_link()
    {
        await using var provider = await FakeSmsProvider.StartAsync();
        await using var service = await NotificationService.StartAsync(settings: provider.Settings);

        var notice = await OfferAsync(service, NotificationState.Accepted);

        await service.QuietAsync();
        var (key, message) = provider.Sent.ShouldHaveSingleItem();
        key.ShouldBe(notice.Id.ToString());
        (message.To, message.From, message.Reference).ShouldBe((Number, "Lerum", notice.Id));
        message.Text.ShouldContain("http://gateway.test/api/v1/registrations/");
        (await StepsAsync(service, notice)).OfType<Accepted>().ShouldHaveSingleItem().Answer
            .ShouldBe($"202 provider-{notice.Id:N}; segments: {Segments.Of(message.Text).Count}");
        (await service.Service.Http.GetStringAsync("/metrics")).ShouldContain("sms_segments_total{");
        (await service.Bus.NextAsync<NotificationSent>(sent => sent.Channel == "sms")).NotificationId.Value.ShouldBe(notice.Id);
        await service.MailAsync("asa@foretag.example", mail => mail.TextBody!.Contains("Ta platsen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_provider_cannot_take_now_is_handed_over_later()
    {
        var attempts = 0;
        await using var provider = await FakeSmsProvider.StartAsync(_ => Interlocked.Increment(ref attempts) switch
        {
            1 => new SmsReply(500),
            2 => new SmsReply(503),
            _ => null,
        });
        await using var service = await NotificationService.StartAsync(settings: provider.Settings);

        (await OfferAsync(service, NotificationState.Accepted)).Attempts.ShouldBe(3);
        provider.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_arrived_without_our_knowing_is_handed_over_again_and_sent_once()
    {
        var attempts = 0;
        await using var provider = await FakeSmsProvider.StartAsync(
            _ => Interlocked.Increment(ref attempts) == 1 ? new SmsReply(202, HangsUp: true) : null);
        await using var service = await NotificationService.StartAsync(settings: provider.Settings);

        (await OfferAsync(service, NotificationState.Accepted)).Attempts.ShouldBe(2);
        provider.Requests.ShouldBe(2);
        provider.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_number_that_nobody_has_is_told_without_the_number()
    {
        await using var provider = await FakeSmsProvider.StartAsync(_ => new SmsReply(422, SmsAnswers.UnknownNumber));
        await using var service = await NotificationService.StartAsync(settings: provider.Settings);

        (await OfferAsync(service, NotificationState.Failed)).Reason.ShouldBe("422 unknownNumber");

        var unreachable = await service.Bus.NextAsync<RecipientUnreachable>();
        (unreachable.Channel, unreachable.ContactId, unreachable.Reason).ShouldBe(("sms", Asa.Id, "422 unknownNumber"));
        await service.MailAsync("asa@foretag.example");
    }

    [Theory]
    [InlineData(200, null, AnswerKind.Accepted)]
    [InlineData(302, null, AnswerKind.Unavailable)]
    [InlineData(400, "text", AnswerKind.Refused)]
    [InlineData(401, null, AnswerKind.Unavailable)]
    [InlineData(403, null, AnswerKind.Unavailable)]
    [InlineData(404, null, AnswerKind.Refused)]
    [InlineData(404, "unknownNumber", AnswerKind.Unreachable)]
    [InlineData(408, null, AnswerKind.TryLater)]
    [InlineData(409, null, AnswerKind.TryLater)]
    [InlineData(422, "unknownNumber", AnswerKind.Unreachable)]
    [InlineData(429, null, AnswerKind.Unavailable)]
    [InlineData(500, "unknownNumber", AnswerKind.TryLater)]
    [InlineData(502, null, AnswerKind.Unavailable)]
    [InlineData(503, null, AnswerKind.Unavailable)]
    public void An_answer_means_what_its_status_and_code_say(int status, string? code, AnswerKind means) =>
        SmsAnswers.Of((HttpStatusCode)status, $$"""{"code": "{{code}}"}""", Segments.Of("Hej"), Number).Kind.ShouldBe(means);

    [Theory]
    [InlineData("blocked", "blocked")]
    [InlineData("4f1c9a52-0b77-4df1-9a52-0123456789ab", "4f1c9a52-0b77-4df1-9a52-0123456789ab")]
    [InlineData("number-46702521000", "")]
    [InlineData("0702521000", "")]
    [InlineData("Åsa Öberg moved", "")]
    [InlineData(null, "")]
    public void Of_a_providers_words_one_is_kept_without_the_number(string? text, string kept) => SmsAnswers.Word(text, Number).ShouldBe(kept);

    private static Contact Asa => Some.Contact() with { Phone = Number };

    /// <summary>Somebody who wants to hear by phone waits in line and is offered a seat.</summary>
    /// <returns>The notice to the phone, when it has come so far.</returns>
    private static async Task<Notice> OfferAsync(NotificationService service, NotificationState state)
    {
        await service.WantsAsync(Asa, new Choice(BySms: true));
        var activity = Some.Activity();
        var waiting = Some.Registration(activity.Id, RegistrationStatus.Waitlisted, Asa, position: 1);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationWaitlisted(waiting));
        await service.PublishAsync(new RegistrationOffered(waiting with { Version = 2 }, DateTimeOffset.UtcNow.AddHours(2)));
        return await Eventually.ValueAsync(async () =>
        {
            await using var session = service.Service.Store.QuerySession();
            return await session.Query<Notice>().SingleOrDefaultAsync(notice => notice.Channel == Channels.Sms && notice.State == state);
        });
    }

    private static async Task<IEnumerable<object>> StepsAsync(NotificationService service, Notice notice)
    {
        await using var session = service.Service.Store.QuerySession();
        return (await session.Events.FetchStreamAsync(notice.Id)).Select(@event => @event.Data);
    }
}
