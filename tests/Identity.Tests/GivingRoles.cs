using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

/// <summary>Who watches organisers is not made by them: OWASP API5:2023, broken function level authorization.</summary>
public sealed class GivingRoles(SharedIdentity shared) : IAsyncLifetime
{
    private readonly string anna = SharedIdentity.NewAddress("anna");
    private readonly string bo = SharedIdentity.NewAddress("bo");

    private readonly RunningIdentity identity = shared.Identity;
    private readonly string vakt = $"vakt-{Guid.NewGuid().ToString("N")[..8]}";
    private HttpClient both = null!;
    private HttpClient annas = null!;

    public async ValueTask InitializeAsync()
    {
        both = await identity.AsClientAsync();
        (await both.PostAsJsonAsync("/api/v1/accounts", new { email = anna, name = "Anna", grants = new[] { new { role = "organiser" } } })).EnsureSuccessStatusCode();
        annas = identity.With((await identity.SignInAsync(identity.Browser(), anna))["access_token"]!.GetValue<string>());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_organiser_makes_no_data_protection_officer_by_an_account()
    {
        (await InviteAsync(annas, "dataProtectionOfficer")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var invited = await InviteAsync(annas, "planner");
        invited.StatusCode.ShouldBe(HttpStatusCode.Created);
        var grant = $"/api/v1/accounts/{(await invited.Content.ReadFromJsonAsync<JsonNode>())!["id"]}/grants/dataProtectionOfficer";

        (await annas.PutAsJsonAsync(grant, new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await both.PutAsJsonAsync(grant, new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nor_by_a_client_or_its_secret()
    {
        (await annas.PostAsJsonAsync("/api/v1/clients", new { id = vakt, name = "Vakt", roles = new[] { "organiser", "dataProtectionOfficer" } }))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await annas.PostAsJsonAsync("/api/v1/clients/organiser/rotate", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await both.PostAsJsonAsync("/api/v1/clients", new { id = vakt, name = "Vakt", roles = new[] { "dataProtectionOfficer" } }))
            .StatusCode.ShouldBe(HttpStatusCode.Created);
        (await annas.PostAsJsonAsync("/api/v1/clients/foretagarna/rotate", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> InviteAsync(HttpClient giver, string role) =>
        giver.PostAsJsonAsync("/api/v1/accounts", new { email = bo, name = "Bo", grants = new[] { new { role } } });
}
