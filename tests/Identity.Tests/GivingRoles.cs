using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

/// <summary>Who watches organisers is not made by them: OWASP API5:2023, broken function level authorization.</summary>
public sealed class GivingRoles : IAsyncLifetime
{
    private const string Anna = "anna@lerum.example";
    private const string Bo = "bo@lerum.example";

    private RunningIdentity identity = null!;
    private HttpClient both = null!;
    private HttpClient anna = null!;

    public async ValueTask InitializeAsync()
    {
        identity = await RunningIdentity.StartAsync();
        both = await identity.AsClientAsync();
        (await both.PostAsJsonAsync("/api/v1/accounts", new { email = Anna, name = "Anna", grants = new[] { new { role = "organiser" } } })).EnsureSuccessStatusCode();
        anna = identity.With((await identity.SignInAsync(identity.Browser(), Anna))["access_token"]!.GetValue<string>());
    }

    public ValueTask DisposeAsync() => identity.DisposeAsync();

    [Fact]
    public async Task An_organiser_makes_no_data_protection_officer_by_an_account()
    {
        (await InviteAsync(anna, "dataProtectionOfficer")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var invited = await InviteAsync(anna, "planner");
        invited.StatusCode.ShouldBe(HttpStatusCode.Created);
        var grant = $"/api/v1/accounts/{(await invited.Content.ReadFromJsonAsync<JsonNode>())!["id"]}/grants/dataProtectionOfficer";

        (await anna.PutAsJsonAsync(grant, new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await both.PutAsJsonAsync(grant, new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nor_by_a_client_or_its_secret()
    {
        (await anna.PostAsJsonAsync("/api/v1/clients", new { id = "vakt", name = "Vakt", roles = new[] { "organiser", "dataProtectionOfficer" } }))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await anna.PostAsJsonAsync("/api/v1/clients/organiser/rotate", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await both.PostAsJsonAsync("/api/v1/clients", new { id = "vakt", name = "Vakt", roles = new[] { "dataProtectionOfficer" } }))
            .StatusCode.ShouldBe(HttpStatusCode.Created);
        (await anna.PostAsJsonAsync("/api/v1/clients/foretagarna/rotate", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<HttpResponseMessage> InviteAsync(HttpClient giver, string role) =>
        giver.PostAsJsonAsync("/api/v1/accounts", new { email = Bo, name = "Bo", grants = new[] { new { role } } });
}
