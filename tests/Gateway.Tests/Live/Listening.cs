using System.Net;
using System.Text;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Notification;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Gateway.Live;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Gateway.Tests.Live;

/// <summary>What somebody who listens hears of, over a real broker.</summary>
public sealed class Listening : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly EditionId edition = EditionId.New();
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private RunningService gateway = null!;

    private Dictionary<string, string?> Settings => new()
    {
        ["RateLimits:Listeners"] = "2",
    };

    public async ValueTask InitializeAsync()
    {
        gateway = await RunningService.StartAsync<Program>(
            "gateway", Settings, services => services.AddSingleton<TimeProvider>(clock));
        await ListensAsync(gateway);
    }

    public async ValueTask DisposeAsync() => await gateway.DisposeAsync();

    [Fact]
    public async Task Seats_are_told_within_a_second_to_those_who_listen_to_the_edition()
    {
        await using var listener = await LiveStream.OpenAsync(gateway.Http, $"?edition={edition}");
        await using var elsewhere = await LiveStream.OpenAsync(gateway.Http, $"?edition={EditionId.New()}");
        var activity = ActivityId.New();

        await gateway.Bus.PublishAsync(Seats(activity, version: 7));

        await listener.NextAsync("seats", within: TimeSpan.FromSeconds(1));
        listener.Heard.ShouldHaveSingleItem().Data.ShouldBe(
            $$"""{"activityId":"{{activity}}","capacity":40,"confirmed":30,"waiting":2,"offered":3,"left":7,"version":7}""");
        listener.Heard.ShouldHaveSingleItem().EventId.ShouldNotBeNullOrEmpty();
        elsewhere.Heard.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_release_is_told_with_what_it_changed_and_makes_its_slug_known()
    {
        await using var listener = await LiveStream.OpenAsync(gateway.Http, "?edition=lerum-2026");
        var activity = ActivityId.New();

        await gateway.Bus.PublishAsync(Release(version: 2, activity));

        await listener.NextAsync("programme");
        listener.Heard.ShouldHaveSingleItem().Data.ShouldBe(
            $$"""{"editionId":"{{edition}}","slug":"lerum-2026","releaseVersion":2,"at":"2026-09-01T12:00:00+00:00","changes":[{"activityId":"{{activity}}","kinds":["movedRoom"]}]}""");
        await gateway.Bus.PublishAsync(Seats(activity, version: 1));
        await listener.NextAsync("seats");
    }

    [Fact]
    public async Task What_is_older_than_what_was_told_is_not_told()
    {
        await using var listener = await LiveStream.OpenAsync(gateway.Http, $"?edition={edition}");
        var (activity, another) = (ActivityId.New(), ActivityId.New());
        await gateway.Bus.PublishAsync(Seats(activity, version: 7));
        await listener.NextAsync("seats");

        await gateway.Bus.PublishAsync(Seats(activity, version: 6));
        await gateway.Bus.PublishAsync(Seats(activity, version: 7));
        await QuietAsync();
        await gateway.Bus.PublishAsync(Seats(another, version: 1));

        await listener.NextAsync("seats", seats => seats["activityId"]!.GetValue<Guid>() == another.Value);
        listener.Heard.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Every_instance_tells_its_own_listeners()
    {
        await using var another = await gateway.StartAnotherAsync<Program>(Settings);
        await ListensAsync(another);
        await using var here = await LiveStream.OpenAsync(gateway.Http, $"?edition={edition}");
        await using var there = await LiveStream.OpenAsync(another.Http, $"?edition={edition}");

        await gateway.Bus.PublishAsync(Seats(ActivityId.New(), version: 1));

        await here.NextAsync("seats");
        await there.NextAsync("seats");
    }

    [Fact]
    public async Task An_inbox_is_told_of_only_to_whom_it_belongs()
    {
        var (asa, bo) = (ContactId.New(), ContactId.New());
        await using var hers = await LiveStream.OpenAsync(gateway.Http, $"?inbox={TokenOf(asa)}");
        await using var his = await LiveStream.OpenAsync(gateway.Http, $"?edition={edition}&inbox={TokenOf(bo)}");
        var notification = NotificationId.From(Guid.NewGuid());

        await gateway.Bus.PublishAsync(new InboxChanged(asa, notification, Now));

        (await hers.NextAsync("inbox")).ToJsonString().ShouldBe($$"""{"notificationId":"{{notification}}"}""");
        await gateway.Bus.PublishAsync(Seats(ActivityId.New(), version: 1));
        await his.NextAsync("seats");
        his.Heard.ShouldHaveSingleItem();
        hers.Heard.ShouldHaveSingleItem("who names no edition hears of none");
    }

    [Fact]
    public async Task Without_a_true_token_there_is_no_inbox_to_listen_to()
    {
        (await gateway.Http.GetAsync($"/api/v1/live?inbox={new string('A', 65)}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "no key yet");
        var token = TokenOf(ContactId.New());
        var forged = TokenOf(ContactId.New())[..22] + token[22..];

        foreach (var inbox in (string[])[forged, token[..^1], token + "A", "", "%C3%A5", new string('!', 65)])
        {
            (await gateway.Http.GetAsync($"/api/v1/live?edition={edition}&inbox={inbox}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, inbox);
        }

        (await gateway.Http.GetAsync("/api/v1/live")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    /// <summary>OWASP API4:2023, unrestricted resource consumption: silent readers took every place of the address that others shared with them.</summary>
    [Fact]
    public async Task One_address_holds_only_so_many_connections_and_the_longest_makes_room_for_the_newest()
    {
        await using var silent = await LiveStream.OpenAsync(gateway.Http, $"?edition={edition}");
        await using var second = await LiveStream.OpenAsync(gateway.Http, $"?edition={edition}");

        await gateway.Bus.PublishAsync(Seats(ActivityId.New(), version: 1));
        await silent.NextAsync("seats");

        await using var third = await LiveStream.OpenAsync(gateway.Http, $"?edition={edition}");

        await silent.Ended;
        await gateway.Bus.PublishAsync(Seats(ActivityId.New(), version: 2));
        await second.NextAsync("seats", news => news["version"]!.GetValue<long>() == 2);
        await third.NextAsync("seats");
        silent.Heard.ShouldHaveSingleItem();

        // Whoever comes back hears what they missed.
        await using var again = await LiveStream.OpenAsync(gateway.Http, $"?edition={edition}", lastEventId: silent.LastEventId);
        await again.NextAsync("seats", news => news["version"]!.GetValue<long>() == 2);
    }

    [Fact]
    public async Task A_silent_connection_says_that_it_lives()
    {
        using var response = await gateway.Http.GetAsync($"/api/v1/live?edition={edition}", HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await NextAsync()).ShouldBe(":\n");
        var first = await NextAsync();
        first.ShouldMatch("^:\nid: [0-9a-f]{16}-0\n$");
        await gateway.Bus.PublishAsync(new SeatsChanged(ActivityId.New(), EditionId.New(), 40, 30, 2, 1));
        await QuietAsync();

        // Also who has heard of nothing knows how far it is.
        clock.Advance(TimeSpan.FromSeconds(15));

        (await NextAsync()).ShouldBe(first.Replace("-0", "-1", StringComparison.Ordinal));

        async Task<string> NextAsync()
        {
            var block = new StringBuilder();
            while (await lines.ReadLineAsync().WaitAsync(Eventually.Patience) is { Length: > 0 } line)
            {
                block.Append(line).Append('\n');
            }

            return block.ToString();
        }
    }

    [Fact]
    public async Task Of_one_activity_only_the_newest_waits_for_a_slow_reader_and_a_reader_who_is_too_slow_is_dropped()
    {
        var listener = new Listener("lerum-2026", null);
        listener.Send(Event("a", 1));
        listener.Send(Event("b", 1));
        listener.Send(Event("a", 2));
        await using var hearing = listener.HearAsync(CancellationToken.None).GetAsyncEnumerator();

        (await NextAsync()).ShouldBe("b1", "in the order of the ids: who hears a2 has missed nothing before it");
        (await NextAsync()).ShouldBe("a2");
        for (var number = 0; number < Listener.Most; number++)
        {
            listener.Send(Event($"c{number}", 1));
        }

        (await NextAsync()).ShouldBe("c01");
        listener.Send(Event("one", 1));
        listener.Send(Event("too many", 1));
        (await hearing.MoveNextAsync()).ShouldBeFalse();

        async Task<string> NextAsync()
        {
            (await hearing.MoveNextAsync()).ShouldBeTrue();
            return Encoding.UTF8.GetString(hearing.Current.Frame.Span);
        }

        static LiveEvent Event(string subject, int version) => new(subject, Encoding.UTF8.GetBytes($"{subject}{version}"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_comes_back_after_a_break_is_told_what_was_missed_of_each_activity_the_newest(bool byHeader)
    {
        var (first, second, third) = (ActivityId.New(), ActivityId.New(), ActivityId.New());
        string heard;
        await using (var listener = await LiveStream.OpenAsync(gateway.Http, $"?edition={edition}"))
        {
            await gateway.Bus.PublishAsync(Seats(first, version: 1));
            await listener.NextAsync("seats");
            heard = listener.LastEventId;
        }

        await gateway.Bus.PublishAsync(Seats(second, version: 1));
        await gateway.Bus.PublishAsync(new SeatsChanged(ActivityId.New(), EditionId.New(), 40, 30, 2, 1));
        await QuietAsync();
        await gateway.Bus.PublishAsync(Seats(third, version: 1));
        await QuietAsync();
        await gateway.Bus.PublishAsync(Seats(second, version: 2));
        await QuietAsync();

        await using var again = byHeader
            ? await LiveStream.OpenAsync(gateway.Http, $"?edition={edition}&lastEventId=older", heard)
            : await LiveStream.OpenAsync(gateway.Http, $"?edition={edition}&lastEventId={heard}");
        await gateway.Bus.PublishAsync(Seats(first, version: 2));
        await again.NextAsync("seats", seats => seats["activityId"]!.GetValue<Guid>() == first.Value);
        again.Heard.Select(item => System.Text.Json.Nodes.JsonNode.Parse(item.Data)!).Select(seats => (seats["activityId"]!.GetValue<Guid>(), seats["version"]!.GetValue<long>()))
            .ShouldBe([(third.Value, 1), (second.Value, 2), (first.Value, 2)]);
    }

    [Fact]
    public async Task Who_was_told_by_another_instance_is_told_once_to_read_again()
    {
        await using var another = await gateway.StartAnotherAsync<Program>(Settings);
        await ListensAsync(another);
        string elsewhere;
        await using (var there = await LiveStream.OpenAsync(another.Http, $"?edition={edition}"))
        {
            await gateway.Bus.PublishAsync(Seats(ActivityId.New(), version: 1));
            await there.NextAsync("seats");
            elsewhere = there.LastEventId;
        }

        foreach (var unknown in (string[])[elsewhere, "whatever", "-1", elsewhere.Split('-')[0] + "-99999999999999999999"])
        {
            string here;
            await using (var listener = await LiveStream.OpenAsync(gateway.Http, $"?edition={edition}", unknown))
            {
                await listener.NextAsync("reset");
                listener.Heard.ShouldHaveSingleItem().Data.ShouldBe("{}");
                here = listener.LastEventId;
            }

            await using var again = await LiveStream.OpenAsync(gateway.Http, $"?edition={edition}", here);
            await gateway.Bus.PublishAsync(Seats(ActivityId.New(), version: 1));
            await again.NextAsync("seats");
            again.Heard.ShouldHaveSingleItem("from there on it is known");
        }
    }

    [Fact]
    public void What_was_told_too_long_ago_is_forgotten_and_that_is_known()
    {
        var recent = new RecentEvents();
        var start = recent.Here;
        recent.Keep(new LiveEvent("hot", default), _ => true);
        var early = recent.Here;
        for (var number = 1; number < RecentEvents.Most; number++)
        {
            recent.Keep(new LiveEvent(number, default), _ => true);
        }

        recent.Keep(new LiveEvent("hot", default), _ => true);
        recent.After(start)!.Count.ShouldBe(RecentEvents.Most, "a newer one about the same takes no room");
        recent.After(early)![^1].Number.ShouldBe(RecentEvents.Most + 1);
        recent.Keep(new LiveEvent("one more", default), _ => true);
        recent.After(early).ShouldBeNull();
        recent.After(recent.Here)!.ShouldBeEmpty();
        new RecentEvents().After(recent.Here).ShouldBeNull();
    }

    [Fact]
    public async Task A_slug_is_known_to_an_instance_that_has_heard_of_no_release()
    {
        await using var scheduling = await FakeScheduling.StartAsync("lerum-2026", edition);
        await using var fresh = await gateway.StartAnotherAsync<Program>(
            Settings.Append(new("Services:scheduling:0", scheduling.Address)).ToDictionary());
        await ListensAsync(fresh);
        await using var listener = await LiveStream.OpenAsync(fresh.Http, "?edition=lerum-2026");
        await using (await LiveStream.OpenAsync(fresh.Http, "?edition=lerum-2026"))
        {
            scheduling.Asked.ShouldBe(1, "a slug stays with its edition");
        }

        await gateway.Bus.PublishAsync(Seats(ActivityId.New(), version: 1));
        await listener.NextAsync("seats");

        (await fresh.Http.GetAsync("/api/v1/live?edition=elsewhere")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await scheduling.DisposeAsync();
        await using var later = await LiveStream.OpenAsync(fresh.Http, "?edition=elsewhere");
        later.Heard.ShouldBeEmpty("its next release will tell");
    }

    private SeatsChanged Seats(ActivityId activity, long version) => new(activity, edition, 40, 30, 2, version, Offered: 3);

    private ProgrammeReleased Release(int version, ActivityId activity) => new(
        edition,
        "lerum-2026",
        new LocalizedText("Business Focus Lerum 2026"),
        version,
        Now,
        null,
        [
            new ProgrammeChange(
                new ActivityState(
                    activity, edition, "lerum-2026", ActivityKind.Seminar, ActivityStatus.Released, new LocalizedText("Så möts vi"), new LocalizedText(""),
                    Now, Now.AddHours(1), null, null, [], 40, null, "sv", [], null, null, null, 1, 2),
                [ChangeKind.MovedRoom],
                null),
        ]);

    /// <summary>Notification makes the key, which the gateway only reads.</summary>
    private string TokenOf(ContactId contact) =>
        new PersonalLinks(RotatingKeys.Secrets(
            gateway.Services.GetRequiredService<IConfiguration>()["Notification:Keys"]!, PersonalLinks.Purpose, TimeProvider.System)).TokenOf(contact);

    private static async Task ListensAsync(RunningService instance) =>
        (await instance.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Eventually.Patience)).ShouldBe(BusHealthStatus.Healthy);

    /// <summary>Until the gateway has dealt with what was published.</summary>
    private async Task QuietAsync() => await Eventually.TrueAsync(async () =>
        (await Servers.Current.QueuesAsync(gateway.VirtualHost)).Where(queue => queue.Key.Contains("gateway", StringComparison.Ordinal)).Select(queue => queue.Value).ToList() is [0]);
}
