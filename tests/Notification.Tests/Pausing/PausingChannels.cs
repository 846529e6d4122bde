using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Pausing;

/// <summary>An operator pauses a channel and resumes it, with a real store, broker and mail server.</summary>
public sealed class PausingChannels
{
    private const string Path = "/api/v1/channels";
    private const string Eva = "eva@lerum.example";

    [Fact]
    public async Task What_is_to_go_waits_through_a_restart_and_arrives_once_when_it_is_resumed()
    {
        await using var service = await NotificationService.StartAsync();
        await using var another = await service.StartAnotherAsync();
        (await PutAsync(service.Service, Paused)).ShouldBe((true, 0, "Servern byts"));
        await RegisterAsync(service);
        await WaitsAsync(service.Service);

        // One that starts later knows it too, and takes its time to start: the two others look for letters ten times a second meanwhile.
        await another.StopAsync();
        await using var later = await service.StartAnotherAsync();
        await WaitsAsync(later);
        service.Count.ShouldBe(0);
        var waiting = await service.NotificationAsync(NotificationState.Composed);
        (waiting.Attempts, waiting.Reason).ShouldBe((0, null));

        (await PutAsync(later, Resumed)).ShouldBe((false, 1, null));
        await service.MailAsync("asa@foretag.example");
        await service.QuietAsync();
        service.Count.ShouldBe(1);
        var sent = await service.NotificationAsync(NotificationState.Accepted);
        (sent.Attempts, sent.Repeats).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_preview_says_what_it_means_and_how_many_wait_and_changes_nothing()
    {
        await using var service = await NotificationService.StartAsync();

        var preview = await AnswerAsync(service.Service, "email?preview=true", Paused);
        (preview["preview"]!.GetValue<bool>(), preview["isPaused"]!.GetValue<bool>(), preview["carriesSignIn"]!.GetValue<bool>()).ShouldBe((true, true, true));
        (await ChannelAsync(service.Service, "email"))["isPaused"]!.GetValue<bool>().ShouldBeFalse();
        (await ChannelAsync(service.Service, "inbox"))["carriesSignIn"]!.GetValue<bool>().ShouldBeFalse();

        await PutAsync(service.Service, Paused);
        await RegisterAsync(service);
        await WaitsAsync(service.Service);
        (await AnswerAsync(service.Service, "email?preview=true", Resumed))["waiting"]!.GetValue<int>().ShouldBe(1);
        (await ChannelAsync(service.Service, "email"))["pausedBy"]!["name"]!.GetValue<string>().ShouldBe("operator");
        service.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Of_two_who_pause_or_resume_at_once_nobody_is_refused_and_it_happens_once()
    {
        await using var service = await NotificationService.StartAsync();
        await using var another = await service.StartAnotherAsync();
        foreach (var change in (object[])[Paused, Paused, Resumed])
        {
            foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 8).Select(number => AnswerAsync(number % 2 == 0 ? service.Service : another, "email", change))))
            {
                answer["isPaused"]!.GetValue<bool>().ShouldBe(change == Paused);
            }
        }

        await using var reads = service.Service.Store.QuerySession();
        (await reads.Events.FetchStreamAsync(ChannelPause.IdOf("email"))).Select(happened => happened.Data.GetType()).ShouldBe([typeof(ChannelPaused), typeof(ChannelResumed)]);
    }

    [Fact]
    public async Task A_code_to_sign_in_waits_as_long_as_it_is_good_and_an_invitation_as_long_as_it_takes()
    {
        await using var service = await NotificationService.StartAsync();
        await PutAsync(service.Service, Paused);
        await service.PublishAsync(Code("314159", TimeSpan.FromSeconds(3)));
        await service.PublishAsync(Code("271828", TimeSpan.FromMinutes(10)));
        await service.PublishAsync(new AccountInvited(AccountId.From(Guid.NewGuid()), Eva, "Eva", "sv", DateTimeOffset.UtcNow));

        // What is over soon is not waited for.
        await Eventually.TrueAsync(async () => (await Servers.Current.QueuesAsync(service.Service.VirtualHost))
            .Where(queue => queue.Key.StartsWith("notification", StringComparison.Ordinal)).Sum(queue => queue.Value) == 2);
        service.Count.ShouldBe(0);

        await PutAsync(service.Service, Resumed);
        await service.MailAsync(Eva, mail => mail.TextBody!.Contains("271 828", StringComparison.Ordinal));
        await service.MailAsync(Eva, mail => mail.Subject == "Du har fått ett konto hos Business Focus");
        await service.QuietAsync();
        service.Count.ShouldBe(2);
        (await service.Service.DeadLettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reminder_of_what_has_begun_meanwhile_is_not_sent()
    {
        var clock = new MovableClock();
        await using var service = await NotificationService.StartAsync(clock: clock);
        var startsAt = clock.GetUtcNow().AddHours(3);
        var activity = Some.Activity() with { StartsAt = startsAt, EndsAt = startsAt.AddHours(1) };
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(Some.Registration(activity.Id)));
        await service.MailAsync("asa@foretag.example");
        await service.QuietAsync();
        await PutAsync(service.Service, Paused);
        clock.MoveTo(startsAt.AddHours(-2));
        await WaitsAsync(service.Service);

        clock.MoveTo(startsAt);
        await PutAsync(service.Service, Resumed);
        (await service.NotificationAsync(NotificationState.Suppressed)).Reason.ShouldBe("TooLate");
        await service.QuietAsync();
        service.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_pauses_without_a_reason_or_what_there_is_not_is_told_so()
    {
        await using var service = await NotificationService.StartAsync();
        using var http = service.Service.As(Roles.Operator);

        var refused = await http.PutAsJsonAsync($"{Path}/email", new { isPaused = true });
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["reason"]);
        (await http.PutAsJsonAsync($"{Path}/email", new { reason = "Servern byts" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await http.PutAsJsonAsync($"{Path}/sms", Resumed)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "there is no provider");
    }

    private static object Paused { get; } = new { isPaused = true, reason = "Servern byts" };

    private static object Resumed { get; } = new { isPaused = false };

    private static SignInCodeRequested Code(string digits, TimeSpan good) => new(Guid.NewGuid(), Eva, "Eva", "sv", digits, DateTimeOffset.UtcNow + good);

    private static async Task RegisterAsync(NotificationService service)
    {
        var activity = Some.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(Some.Registration(activity.Id)));
    }

    private static Task WaitsAsync(RunningService service) =>
        Eventually.TrueAsync(async () => (await ChannelAsync(service, "email"))["waiting"]!.GetValue<int>() == 1);

    private static async Task<JsonNode> ChannelAsync(RunningService service, string name)
    {
        using var http = service.As(Roles.Operator);
        return (await http.GetFromJsonAsync<JsonObject>(Path))!["channels"]!.AsArray().Single(channel => channel!["name"]!.GetValue<string>() == name)!;
    }

    private static async Task<(bool IsPaused, int Waiting, string? Reason)> PutAsync(RunningService service, object change)
    {
        var answer = await AnswerAsync(service, "email", change);
        return (answer["isPaused"]!.GetValue<bool>(), answer["waiting"]!.GetValue<int>(), answer["reason"]?.GetValue<string>());
    }

    private static async Task<JsonObject> AnswerAsync(RunningService service, string channel, object change)
    {
        using var http = service.As(Roles.Operator);
        var answer = await http.PutAsJsonAsync($"{Path}/{channel}", change);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
