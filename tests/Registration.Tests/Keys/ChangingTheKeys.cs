using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Keys;

/// <summary>Other keys sign links and tickets while the service runs: those that are out stay good.</summary>
public sealed class ChangingTheKeys : IAsyncLifetime
{
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync<Program>("registration");

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task An_operator_has_the_next_keys_made_and_shown_once()
    {
        (await service.Http.PostAsync("/operations/keys/rotate", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await service.As(Roles.Organiser).PostAsync("/operations/keys/rotate", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var before = await KeysAsync();

        var rotated = await RotateAsync();

        rotated.Select(key => key.Purpose).ShouldBe(["tickets", "links"], ignoreOrder: true);
        rotated.ShouldAllBe(key => key.SignsFrom > DateTimeOffset.UtcNow);
        (await RotateAsync()).ShouldBe(rotated, "they do not sign yet");
        var keys = await KeysAsync();
        keys.Count.ShouldBe(2);
        keys[0].ShouldBe(before.ShouldHaveSingleItem(), "the one before signs as yet");
    }

    [Fact]
    public async Task Links_and_tickets_of_before_stay_good_and_new_ones_are_the_new_keys()
    {
        var activity = await ReleaseAsync();
        var anna = await RegisterAsync(activity, "anna");
        var before = (await KeysAsync()).ShouldHaveSingleItem();

        // As another instance would have had it ten minutes ago.
        var folder = service.Services.GetRequiredService<IConfiguration>()["Registration:Keys"]!;
        var keys = RegistrationKeys.Load(folder, folder, TimeProvider.System);
        var tenMinutesAgo = DateTimeOffset.UtcNow - KeySchedule.ShownBefore;
        keys.Tickets.Rotate(tenMinutesAgo);
        keys.Links.Rotate(tenMinutesAgo);
        await Eventually.TrueAsync(async () => (await KeysAsync())[0] != before);
        var links = service.Services.GetRequiredService<RegistrationKeys>().Links;
        await Eventually.TrueAsync(() => Task.FromResult(links.All.Count == 2));
        var bo = await RegisterAsync(activity, "bo");

        ManageToken.IsRight(Text(bo, "manageToken"), Guid.Parse(Text(bo, "id")), links.All[0]).ShouldBeTrue("it is the new key's");
        ManageToken.IsRight(Text(anna, "manageToken"), Guid.Parse(Text(anna, "id")), links.All[1]).ShouldBeTrue("it is the key's before");
        foreach (var registration in (JsonNode[])[anna, bo])
        {
            (await service.Http.GetAsync($"/api/v1/registrations/{registration["id"]}?token={registration["manageToken"]}")).StatusCode.ShouldBe(HttpStatusCode.OK);
            var scan = new { ticket = Text(registration, "ticket"), door = "Norra" };
            (await service.As(Roles.Organiser).PostAsJsonAsync("/api/v1/check-ins", scan)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await service.Http.GetAsync($"/api/v1/registrations/{anna["id"]}?token={bo["manageToken"]}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<IReadOnlyList<RotatedKey>> RotateAsync()
    {
        var answer = await service.As(Roles.Operator).PostAsync("/operations/keys/rotate", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await answer.Content.ReadFromJsonAsync<RotatedKeys>())!.Keys;
    }

    /// <summary>What others read tickets with, the one that signs first.</summary>
    private async Task<IReadOnlyList<string>> KeysAsync()
    {
        var view = (await service.Http.GetFromJsonAsync<JsonNode>("/api/v1/tickets/key"))!;
        var keys = view["publicKeys"]!.AsArray().Select(key => key!.GetValue<string>()).ToList();
        keys[0].ShouldBe(Text(view, "publicKey"));
        return keys;
    }

    private async Task<ActivityId> ReleaseAsync()
    {
        var id = ActivityId.New();
        await service.Bus.PublishAsync(new ActivityReleased(Given.Soon(Given.Released(id, 10))));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{id}/availability")).IsSuccessStatusCode);
        return id;
    }

    private async Task<JsonNode> RegisterAsync(ActivityId activity, string name)
    {
        var answer = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name, email = $"{name}@example.se" }, seats = 1, consent = true });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
