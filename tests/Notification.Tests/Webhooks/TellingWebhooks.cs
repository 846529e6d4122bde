using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Notifications.Webhooks;
using BusinessFocus.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Webhooks;

/// <summary>Outside systems are told of what happens, over HTTP, by a service with a real store and broker.</summary>
public sealed class TellingWebhooks(TellingWebhooks.Laboratory laboratory) : IClassFixture<TellingWebhooks.Laboratory>, IAsyncLifetime
{
    private readonly MovableClock clock = laboratory.Clock;

    /// <summary>Of the organiser of this test: another one's rights are taken from them.</summary>
    private readonly string subject = $"anna-{Guid.NewGuid():N}";
    private readonly List<(string Webhook, HttpClient Owner)> webhooks = [];
    private NotificationService service = null!;
    private WebhookReceiver receiver = null!;

    public async ValueTask InitializeAsync()
    {
        service = await laboratory.ForOneTestAsync();
        receiver = await WebhookReceiver.StartAsync();
    }

    /// <summary>What this test has published is told to no webhook of the next one.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var (webhook, owner) in webhooks)
        {
            (await owner.DeleteAsync(webhook)).StatusCode.ShouldBeOneOf(HttpStatusCode.NoContent, HttpStatusCode.NotFound);
        }

        await service.QuietAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task What_happens_is_told_once_signed_as_the_standard_has_it_and_without_anything_of_a_person()
    {
        var (_, secret) = await SubscribeAsync(Organiser, "full", "registration.confirmed");
        var (message, registration) = (Guid.CreateVersion7(), service.Registration(ActivityId.New()));
        await service.PublishAsync(new RegistrationConfirmed(registration), message);
        await service.PublishAsync(new RegistrationConfirmed(registration), message);
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(ActivityId.New())));

        var told = await ToldAsync(2);
        var first = told.Single(each => each.Id == message.ToString());
        IsSigned(first, secret).ShouldBeTrue();
        IsSigned(first with { Body = first.Body.Replace('1', '2') }, secret).ShouldBeFalse();
        first.ContentType.ShouldBe("application/json");
        first.UserAgent!.ShouldStartWith("BusinessFocus-Webhooks/");
        var body = JsonNode.Parse(first.Body)!;
        body["type"]!.GetValue<string>().ShouldBe("registration.confirmed");
        body["data"]!["registrationId"]!.GetValue<Guid>().ShouldBe(registration.Id.Value);
        body["data"]!["status"]!.GetValue<string>().ShouldBe("confirmed");
        foreach (var personal in (string[])[registration.Contact.Name, registration.Contact.Email, registration.Contact.Id.ToString(), registration.ManageToken, registration.Ticket])
        {
            first.Body.ShouldNotContain(personal);
        }
    }

    [Fact]
    public async Task A_thin_one_has_ids_only_and_who_wants_another_type_hears_nothing()
    {
        await SubscribeAsync(Organiser, "thin", "activity.cancelled");
        var activity = service.Activity();
        await service.PublishAsync(new ActivityChanged(activity));
        await service.PublishAsync(new ActivityCancelled(activity, null));

        var told = (await ToldAsync(1)).Single();
        var data = JsonNode.Parse(told.Body)!["data"]!.AsObject();
        data.Select(member => member.Key).ShouldBe(["editionId", "activityId"], ignoreOrder: true);
        receiver.All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Each_hears_of_its_own_municipality_and_an_association_of_what_everybody_may_know()
    {
        var association = service.Service.AsAssociation("naringsliv");
        var elsewhere = service.Service.AsIn("partille", Roles.Organiser);
        await SubscribeAsync(association, "thin", "activity.changed");
        await SubscribeAsync(elsewhere, "thin", "activity.changed", "registration.confirmed");
        var (here, there, hidden) = (
            service.Activity() with { Municipality = "lerum" }, service.Activity() with { Municipality = "partille" }, service.Activity() with { Municipality = "lerum", IsListed = false });
        await service.PublishAsync(new ActivityChanged(here));
        await service.PublishAsync(new ActivityChanged(there));
        await service.PublishAsync(new ActivityChanged(hidden));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(here.Id)));
        await service.QuietAsync();
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(there.Id)));

        var told = await ToldAsync(4);
        told.Select(each => JsonNode.Parse(each.Body)!["data"]!["activityId"]!.GetValue<Guid>())
            .ShouldBe([here.Id.Value, there.Id.Value, there.Id.Value, there.Id.Value], ignoreOrder: true);
    }

    [Fact]
    public async Task Of_what_names_no_activity_the_edition_says_whose_it_is_and_else_it_is_nobodys()
    {
        await using var defaults = await WebhookReceiver.StartAsync();
        var there = service.Service.AsIn("partille", Roles.Organiser);
        var here = service.Service.AsIn("lerum", Roles.Organiser);
        string[] types = ["activity.changed", "visit.proposed", "follow-up.closed", "registration.confirmed"];
        await SubscribeAsync(there, "thin", types);
        await SubscribeAsync(here, "thin", defaults, types);
        var (theirs, ours) = (service.Activity() with { EditionId = EditionId.New(), Municipality = "partille" }, service.Activity() with { EditionId = EditionId.New(), Municipality = null });
        await service.PublishAsync(new ActivityChanged(theirs));
        await service.PublishAsync(new ActivityChanged(ours));
        await service.QuietAsync();

        await service.PublishAsync(new VisitProposed(service.Visit() with { EditionId = theirs.EditionId }, null));
        await service.PublishAsync(new FollowUpClosed(FollowUpId.New(), theirs.EditionId, RegistrationId.New(), clock.GetUtcNow()));
        await service.PublishAsync(new FollowUpClosed(FollowUpId.New(), ours.EditionId, RegistrationId.New(), clock.GetUtcNow()));
        await service.PublishAsync(new FollowUpClosed(FollowUpId.New(), EditionId.New(), RegistrationId.New(), clock.GetUtcNow()));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(ActivityId.New()) with { EditionId = EditionId.New() }));
        await service.QuietAsync();
        await SubscribeAsync(Organiser, "thin", "activity.cancelled");
        await service.PublishAsync(new ActivityCancelled(ours, null));

        TypesAndEditions(await ToldAsync(4)).ShouldBe(
            [("activity.changed", theirs.EditionId.Value), ("visit.proposed", theirs.EditionId.Value), ("follow-up.closed", theirs.EditionId.Value), ("activity.cancelled", ours.EditionId.Value)],
            ignoreOrder: true);
        await Eventually.TrueAsync(() => Task.FromResult(defaults.All.Count >= 2));
        TypesAndEditions(defaults.All).ShouldBe([("activity.changed", ours.EditionId.Value), ("follow-up.closed", ours.EditionId.Value)], ignoreOrder: true);

        static IEnumerable<(string, Guid)> TypesAndEditions(IEnumerable<Received> told) =>
            told.Select(each => JsonNode.Parse(each.Body)!).Select(body => (body["type"]!.GetValue<string>(), body["data"]!["editionId"]!.GetValue<Guid>()));
    }

    [Fact]
    public async Task What_fails_is_tried_again_later_under_the_same_id_and_stands_in_the_list()
    {
        var (webhook, _) = await SubscribeAsync(Organiser, "thin", "activity.changed");
        receiver.Answers(503, "Retry-After", "120");
        await service.PublishAsync(new ActivityChanged(service.Activity()));
        var first = (await ToldAsync(1)).Single();
        var delivery = await DeliveryAsync(webhook, each => each["attempts"]!.GetValue<int>() == 1);
        delivery["state"]!.GetValue<string>().ShouldBe("pending");
        delivery["status"]!.GetValue<int>().ShouldBe(503);
        delivery["answer"]!.GetValue<string>().ShouldBe("This is a 503.");
        (delivery["nextAt"]!.GetValue<DateTimeOffset>() - delivery["attemptedAt"]!.GetValue<DateTimeOffset>()).ShouldBeInRange(TimeSpan.FromSeconds(119), TimeSpan.FromSeconds(133));

        receiver.Answers(200);
        clock.MoveTo(clock.GetUtcNow().AddMinutes(3));
        (await ToldAsync(2))[1].Id.ShouldBe(first.Id);
        (await DeliveryAsync(webhook, each => each["state"]!.GetValue<string>() == "delivered"))["attempts"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_a_slow_answer_is_not_waited_for()
    {
        var (webhook, _) = await SubscribeAsync(Organiser, "thin", "activity.changed");
        receiver.Answers(302, "Location", receiver.Url);
        await service.PublishAsync(new ActivityChanged(service.Activity()));
        (await DeliveryAsync(webhook, each => each["attempts"]!.GetValue<int>() == 1))["answer"]!.GetValue<string>().ShouldBe("Redirects are not followed.");
        receiver.All.ShouldHaveSingleItem();

        receiver.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        clock.MoveTo(clock.GetUtcNow().AddMinutes(1));
        (await DeliveryAsync(webhook, each => each["attempts"]!.GetValue<int>() == 2))["answer"]!.GetValue<string>().ShouldBe("No answer in time.");
    }

    [Fact]
    public async Task Who_is_gone_is_disabled_and_its_owner_written_to_and_what_was_missed_can_be_sent_again()
    {
        var (webhook, _) = await SubscribeAsync(Organiser, "thin", "activity.changed");
        receiver.Answers(410);
        await service.PublishAsync(new ActivityChanged(service.Activity()));
        var mail = await service.MailAsync(service.At("drift"));
        mail.Subject.ShouldBe("Webhook avstängd: 127.0.0.1");
        (await ReadAsync(webhook))["disabledBecause"]!.GetValue<string>().ShouldBe("gone");

        receiver.Answers(200);
        await service.PublishAsync(new ActivityChanged(service.Activity()));
        (await DeliveryAsync(webhook, each => each["state"]!.GetValue<string>() == "held"))["attempts"]!.GetValue<int>().ShouldBe(0);
        var from = new { from = clock.GetUtcNow().AddHours(-1) };
        (await Organiser.PostAsJsonAsync($"{webhook}/resend", from)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        receiver.All.ShouldHaveSingleItem();

        (await Organiser.PostAsync($"{webhook}/enable", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var resent = await Organiser.PostAsJsonAsync($"{webhook}/resend", from);
        (await resent.Content.ReadFromJsonAsync<JsonObject>())!["deliveries"]!.GetValue<int>().ShouldBe(2);
        (await ToldAsync(3)).Select(each => each.Id).Distinct().Count().ShouldBe(2);
        service.Mails.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task After_days_without_one_that_arrived_it_is_disabled()
    {
        var (webhook, _) = await SubscribeAsync(Organiser, "thin", "activity.changed");
        receiver.Answers(500);
        await service.PublishAsync(new ActivityChanged(service.Activity()));
        await DeliveryAsync(webhook, each => each["attempts"]!.GetValue<int>() == 1);
        clock.MoveTo(clock.GetUtcNow().AddDays(4));
        await DeliveryAsync(webhook, each => each["attempts"]!.GetValue<int>() == 2);
        (await ReadAsync(webhook))["disabledBecause"].ShouldBeNull();

        clock.MoveTo(clock.GetUtcNow().AddDays(2));
        (await service.MailAsync(service.At("drift"))).TextBody!.ShouldContain("Inget har kommit fram");
        (await ReadAsync(webhook))["disabledBecause"]!.GetValue<string>().ShouldBe("failing");
    }

    [Fact]
    public async Task Who_may_do_less_than_before_is_told_nothing_more()
    {
        var (webhook, _) = await SubscribeAsync(Organiser, "thin", "activity.changed");
        await service.PublishAsync(new AccessRevoked(subject, clock.GetUtcNow(), clock.GetUtcNow().AddHours(1)));
        await service.MailAsync(service.At("drift"));
        await service.PublishAsync(new ActivityChanged(service.Activity()));
        await service.QuietAsync();
        await using var reads = service.Service.Store.QuerySession();
        (await reads.LoadAsync<Webhook>(Guid.Parse(webhook.Split('/')[^1])))!.DisabledBecause.ShouldBe(WebhookDisabledBecause.AccessRevoked);
        receiver.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_sign_for_a_day_and_neither_is_in_the_store()
    {
        var (webhook, secret) = await SubscribeAsync(Organiser, "thin", "activity.changed");
        var rotated = (await (await Organiser.PostAsync($"{webhook}/rotate", null)).Content.ReadFromJsonAsync<JsonObject>())!["secret"]!.GetValue<string>();
        rotated.ShouldNotBe(secret);
        await service.PublishAsync(new ActivityChanged(service.Activity()));
        var both = (await ToldAsync(1)).Single();
        IsSigned(both, secret).ShouldBeTrue();
        IsSigned(both, rotated).ShouldBeTrue();

        clock.MoveTo(clock.GetUtcNow().AddHours(25));
        await service.PublishAsync(new ActivityChanged(service.Activity()));
        var later = (await ToldAsync(2))[1];
        IsSigned(later, secret).ShouldBeFalse();
        IsSigned(later, rotated).ShouldBeTrue();
        var stored = await service.AllThatIsStoredAsync();
        stored.ShouldNotContain(secret["whsec_".Length..]);
        stored.ShouldNotContain(rotated["whsec_".Length..]);
    }

    [Fact]
    public async Task Two_instances_tell_each_thing_once()
    {
        await using var other = await service.StartAnotherAsync();
        await SubscribeAsync(Organiser, "thin", "activity.changed");
        for (var number = 0; number < 40; number++)
        {
            await service.PublishAsync(new ActivityChanged(service.Activity()));
        }

        var told = await ToldAsync(40);
        await service.QuietAsync();
        receiver.All.Select(each => each.Id).Distinct().Count().ShouldBe(40);
        receiver.All.Count.ShouldBe(40);
        told.Count.ShouldBe(40);
    }

    [Fact]
    public async Task One_that_does_not_answer_does_not_hold_up_another()
    {
        await using var slow = await WebhookReceiver.StartAsync();
        slow.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        await SubscribeAsync(Organiser, "thin", slow, "activity.changed");
        for (var number = 0; number < 60; number++)
        {
            await service.PublishAsync(new ActivityChanged(service.Activity()));
        }

        await Eventually.TrueAsync(() => Task.FromResult(slow.All.Count >= 16));
        await SubscribeAsync(Organiser, "thin", "activity.cancelled");
        await service.PublishAsync(new ActivityCancelled(service.Activity(), null));
        await ToldAsync(1);
        slow.All.Count.ShouldBeLessThan(60);
    }

    [Fact]
    public async Task A_test_is_sent_and_one_delivery_sent_again_and_a_removed_webhook_is_gone_with_its_deliveries()
    {
        var (webhook, _) = await SubscribeAsync(Organiser, "thin", "activity.changed");
        (await Organiser.PostAsync($"{webhook}/test", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        JsonNode.Parse((await ToldAsync(1)).Single().Body)!["type"]!.GetValue<string>().ShouldBe("webhook.test");
        var delivery = await DeliveryAsync(webhook, each => each["state"]!.GetValue<string>() == "delivered");
        (await Organiser.PostAsync($"{webhook}/deliveries/{delivery["id"]}/resend", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await ToldAsync(2)).Select(each => each.Id).Distinct().ShouldHaveSingleItem();
        (await Organiser.PostAsync($"{webhook}/deliveries/{Guid.NewGuid()}/resend", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await Organiser.DeleteAsync(webhook)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Organiser.DeleteAsync(webhook)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Organiser.GetAsync(webhook)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Organiser.GetFromJsonAsync<JsonObject>("/api/v1/webhooks"))!["items"]!.AsArray().ShouldBeEmpty();
        var stored = await service.AllThatIsStoredAsync();
        stored.ShouldNotContain("webhook.test");
        stored.ShouldNotContain(service.At("drift"));
    }

    [Fact]
    public async Task A_changed_webhook_is_told_of_other_types_of_those_that_there_are()
    {
        var types = (await Organiser.GetFromJsonAsync<JsonArray>("/api/v1/webhook-event-types"))!.Select(type => type!["name"]!.GetValue<string>()).ToList();
        var (webhook, _) = await SubscribeAsync(Organiser, "thin", types[0]);

        var changed = await Organiser.PutAsJsonAsync(webhook, Wanted(receiver.Url, "full", types[1]));

        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Organiser.GetFromJsonAsync<JsonObject>(webhook))!["types"]!.AsArray().Select(type => type!.GetValue<string>()).ShouldBe([types[1]]);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_not_called_whenever_it_does()
    {
        IPAddress[] now = [IPAddress.Parse("9.9.9.9"), IPAddress.Loopback];
        await using var strict = await NotificationService.StartAsync(
            settings: new Dictionary<string, string?> { ["Webhooks:Poll"] = "00:00:00.05" },
            configure: services => services.AddSingleton<ResolveHost>((_, _) => Task.FromResult(now)));
        using var organiser = strict.Service.As(Roles.Organiser, subject);
        foreach (var inside in (string[])["http://hook.example/", "https://127.0.0.1/", "https://localhost/", "https://[::1]/", "https://10.1.2.3/", "https://a:b@hook.example/", "https://hook.example:22/", "ftp://hook.example/", "hook"])
        {
            var refused = await organiser.PostAsJsonAsync("/api/v1/webhooks", Wanted(inside, "thin", "activity.changed"));
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest, inside);
            (await refused.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!["url"].ShouldNotBeNull();
        }

        var made = await organiser.PostAsJsonAsync("/api/v1/webhooks", Wanted("https://hook.example:8443/", "thin", "activity.changed"));
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        await strict.PublishAsync(new ActivityChanged(strict.Activity()));
        var delivery = await Eventually.ValueAsync(async () =>
            (await organiser.GetFromJsonAsync<JsonObject>($"{made.Headers.Location}/deliveries"))!["items"]!.AsArray().FirstOrDefault(each => each!["attempts"]!.GetValue<int>() == 1));
        delivery["answer"]!.GetValue<string>().ShouldBe("The address is none on the public internet.");
    }

    private HttpClient Organiser => field ??= service.Service.As(Roles.Organiser, subject);

    private object Wanted(string url, string payload, params string[] types) => new { url, types, payload, email = service.At("drift") };

    private Task<(string Webhook, string Secret)> SubscribeAsync(HttpClient http, string payload, params string[] types) => SubscribeAsync(http, payload, receiver, types);

    private async Task<(string Webhook, string Secret)> SubscribeAsync(HttpClient http, string payload, WebhookReceiver receiver, params string[] types)
    {
        var answer = await http.PostAsJsonAsync("/api/v1/webhooks", Wanted(receiver.Url, payload, types));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        var webhook = answer.Headers.Location!.ToString();
        webhooks.Add((webhook, http == Organiser ? service.Service.As(Roles.Organiser) : http));
        return (webhook, (await answer.Content.ReadFromJsonAsync<JsonObject>())!["secret"]!.GetValue<string>());
    }

    private Task<IReadOnlyList<Received>> ToldAsync(int count) =>
        Eventually.ValueAsync(() => Task.FromResult(receiver.All is { } all && all.Count >= count ? all : null), what: $"{count} told, {receiver.All.Count} are");

    private async Task<JsonObject> ReadAsync(string webhook) => (await Organiser.GetFromJsonAsync<JsonObject>(webhook))!;

    private Task<JsonNode> DeliveryAsync(string webhook, Func<JsonNode, bool> matching) => Eventually.ValueAsync(async () =>
        (await Organiser.GetFromJsonAsync<JsonObject>($"{webhook}/deliveries"))!["items"]!.AsArray().FirstOrDefault(each => matching(each!)));

    /// <summary>As whoever is told checks it, by the standard's words: HMAC-SHA256 of "id.timestamp.body", base64, one of those that are given.</summary>
    private static bool IsSigned(Received told, string secret)
    {
        var signature = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{told.Id}.{told.Timestamp}.{told.Body}"));
        return told.Signature.Split(' ').Contains($"v1,{Convert.ToBase64String(signature)}");
    }

    /// <summary>Calls what runs on this machine, and has a clock that the tests put forward one after the other.</summary>
    public sealed class Laboratory : SharedService
    {
        internal MovableClock Clock { get; } = new();

        private protected override Task<NotificationService> StartAsync(Func<string, SmtpReply?> refuse) => NotificationService.StartAsync(
            refuse,
            settings: new Dictionary<string, string?>
            {
                ["Municipality"] = "lerum",
                ["Webhooks:AllowPrivate"] = "true",
                ["Webhooks:Poll"] = "00:00:00.05",
                ["Webhooks:Timeout"] = "00:00:02",
            },
            clock: Clock);
    }
}
