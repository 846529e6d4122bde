using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>Somebody who showed that an address is theirs reads what is registered for it.</summary>
public sealed class ReadingOnesOwn : IAsyncLifetime
{
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync<Program>("registration");

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task What_one_has_registered_for_is_there_with_its_links_and_nobody_elses()
    {
        var (first, second) = (await ReleaseAsync(), await ReleaseAsync());
        var (one, cancelled) = (await RegisterAsync(first, "anna"), await RegisterAsync(second, "anna"));
        await RegisterAsync(first, "bo");
        (await service.Http.DeleteAsync($"/api/v1/registrations/{cancelled["id"]}?token={cancelled["manageToken"]}")).EnsureSuccessStatusCode();
        var anna = service.AsVisitor(ContactIds.Of("anna@example.se").ToString());

        var answer = await anna.GetAsync("/api/v1/me/registrations");

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var own = (await answer.Content.ReadFromJsonAsync<JsonArray>())!.ShouldHaveSingleItem()!;
        ((string)own["id"]!, (string)own["manageToken"]!).ShouldBe(((string)one["id"]!, (string)one["manageToken"]!));
        (await anna.GetAsync($"/api/v1/registrations/{one["id"]}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "the token lists, the link opens");
        (await service.AsVisitor(ContactId.New().ToString()).GetFromJsonAsync<JsonArray>("/api/v1/me/registrations"))!.ShouldBeEmpty();
    }

    private async Task<ActivityId> ReleaseAsync()
    {
        var activity = ActivityId.New();
        await service.Bus.PublishAsync(new ActivityReleased(Given.Released(activity, capacity: 5)));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{activity}/availability")).IsSuccessStatusCode);
        return activity;
    }

    private async Task<JsonNode> RegisterAsync(ActivityId activity, string name)
    {
        using var answer = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name, email = $"{name}@example.se" }, seats = 1, consent = true });
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
