using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests;

/// <summary>Attacks that once gave somebody what is another's, each with its kind of the OWASP API top ten of 2023.</summary>
public sealed class TakingWhatIsOthers : IAsyncLifetime
{
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync<Program>("registration");

    public ValueTask DisposeAsync() => service.DisposeAsync();

    /// <summary>API3:2023, broken object property level authorization.</summary>
    [Fact]
    public async Task Staff_are_not_shown_the_link_that_opens_a_registration()
    {
        var activity = await ReleaseAsync(capacity: 5);
        var anna = await BodyAsync(await RegisterAsync(activity, "anna", seats: 1));
        var organiser = service.As(Roles.Organiser);
        var path = $"/api/v1/registrations/{anna["id"]}";

        var read = (await organiser.GetFromJsonAsync<JsonNode>(path))!;
        var listed = (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/registrations"))!["items"]![0]!;
        var resized = await BodyAsync(await organiser.PutAsJsonAsync($"{path}/seats", new { seats = 2 }));
        var exported = await (await organiser.PostAsJsonAsync("/api/v1/privacy/export/registrations", new { email = "anna@example.se" })).Content.ReadAsStringAsync();

        read["id"]!.GetValue<string>().ShouldBe(anna["id"]!.GetValue<string>());
        foreach (var seen in (JsonNode[])[read, listed, resized])
        {
            seen["manageToken"].ShouldBeNull();
        }

        exported.ShouldNotContain(anna["manageToken"]!.GetValue<string>());
    }

    private async Task<HttpResponseMessage> RegisterAsync(ActivityId activity, string name, int seats) =>
        await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name, email = $"{name}@example.se" }, seats, consent = true });

    private async Task<ActivityId> ReleaseAsync(int capacity)
    {
        var id = ActivityId.New();
        await service.Bus.PublishAsync(new ActivityReleased(Given.Released(id, capacity)));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{id}/availability")).IsSuccessStatusCode);
        return id;
    }

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Created);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
