using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>The seats of a whole programme in one call.</summary>
public sealed class AvailabilityOfAnEdition(RunningRegistration running) : IClassFixture<RunningRegistration>
{
    private readonly EditionId edition = EditionId.New();
    private readonly RunningService service = running.Service;

    [Fact]
    public async Task Each_activity_is_there_as_its_own_call_has_it_and_what_only_a_link_leads_to_is_not()
    {
        var (one, other) = (await ReleaseAsync(isListed: true), await ReleaseAsync(isListed: true));
        await ReleaseAsync(isListed: false);
        await ReleaseAsync(isListed: null);

        var all = (await ReadAsync())["activities"]!.AsArray();

        all.Select(each => each!["activityId"]!.GetValue<Guid>()).ShouldBe(new[] { one.Value, other.Value }.Order());
        foreach (var each in all)
        {
            var alone = await service.Http.GetStringAsync($"/api/v1/activities/{each!["activityId"]}/availability");
            JsonNode.DeepEquals(each, JsonNode.Parse(alone)).ShouldBeTrue(alone);
        }

        (await service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{EditionId.New()}/availability"))!["activities"]!.AsArray().ShouldBeEmpty();
        (await service.Http.GetAsync("/api/v1/editions/lerum-2027/availability")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "slugs are the gateway's");
    }

    [Fact]
    public async Task Who_asks_for_it_anew_is_told_of_what_another_instance_has_stored_and_who_has_it_that_it_is_so()
    {
        var activity = await ReleaseAsync(isListed: true);
        await using var other = await service.StartAnotherAsync<Program>();
        var before = await service.Http.GetAsync($"/api/v1/editions/{edition}/availability");
        (before.Headers.CacheControl!.Public, before.Headers.CacheControl.MaxAge).ShouldBe((true, TimeSpan.FromSeconds(1)));
        before.Headers.Date.ShouldNotBeNull();

        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/editions/{edition}/availability");
        again.Headers.IfNoneMatch.Add(before.Headers.ETag!);
        (await service.Http.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);

        (await other.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name = "Anna", email = "anna@example.se" }, consent = true })).EnsureSuccessStatusCode();

        (await ReadAsync())["activities"]![0]!["confirmed"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public void What_was_not_told_before_is_news_also_of_the_version_that_is_known()
    {
        var seats = Activity(Facts(1, version: 3));

        Announce.Decide(seats, Facts(1, version: 3) with { IsListed = true }, null, Now).Events.ShouldHaveSingleItem();
        Announce.Decide(seats, Facts(1, version: 2) with { IsListed = true }, null, Now).Events.ShouldBeEmpty();
        seats = seats.Then(Announce.Decide(seats, Facts(1, version: 3) with { IsListed = true }, null, Now));
        Announce.Decide(seats, Facts(1, version: 3) with { IsListed = true }, null, Now).Events.ShouldBeEmpty();
        Announce.Decide(seats, Facts(1, version: 3), null, Now).Events.ShouldBeEmpty();
    }

    private async Task<JsonNode> ReadAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/editions/{edition}/availability");
        request.Headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        using var answer = await service.Http.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private async Task<ActivityId> ReleaseAsync(bool? isListed)
    {
        var id = ActivityId.New();
        await service.Bus.PublishAsync(new ActivityReleased(Released(id, capacity: 2) with { EditionId = edition, IsListed = isListed }));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{id}/availability")).IsSuccessStatusCode);
        return id;
    }
}
