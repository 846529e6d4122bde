using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
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
    }

    [Fact]
    public async Task An_organiser_becomes_no_host_and_no_association_by_a_client_or_an_id()
    {
        var host = HostId.New();
        var asHost = new[] { new { role = "host", hostId = host } };

        (await annas.PostAsJsonAsync("/api/v1/clients", new { id = vakt, name = "Vakt", roles = new[] { "host" }, hostId = host })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await annas.PostAsJsonAsync("/api/v1/clients", new { id = vakt, name = "Vakt", roles = new[] { "association" }, association = "foretagarna" }))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await annas.PostAsJsonAsync("/api/v1/clients/foretagarna/rotate", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await annas.PostAsJsonAsync("/api/v1/accounts", new { email = bo, name = "Bo", grants = asHost })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var invited = await InviteAsync(annas, "host");
        invited.StatusCode.ShouldBe(HttpStatusCode.Created);
        var grant = $"/api/v1/accounts/{(await invited.Content.ReadFromJsonAsync<JsonNode>())!["id"]}/grants/host";
        (await annas.PutAsJsonAsync(grant, new { hostId = host })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await both.PutAsJsonAsync(grant, new { hostId = host })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_organiser_silences_no_data_protection_officer()
    {
        var officer = (await (await InviteAsync(both, "dataProtectionOfficer")).Content.ReadFromJsonAsync<JsonNode>())!["id"];
        (await annas.DeleteAsync($"/api/v1/accounts/{officer}/grants/dataProtectionOfficer")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await annas.PutAsJsonAsync($"/api/v1/accounts/{officer}/grants/planner", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await annas.DeleteAsync($"/api/v1/accounts/{officer}/grants/planner")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await annas.PostAsync($"/api/v1/accounts/{officer}/lock", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await annas.DeleteAsync($"/api/v1/accounts/{officer}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await annas.PostAsync("/api/v1/clients/organiser/disable", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        // There is another one: the first organiser.
        (await both.DeleteAsync($"/api/v1/accounts/{officer}/grants/dataProtectionOfficer")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await annas.PostAsync($"/api/v1/accounts/{officer}/lock", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> InviteAsync(HttpClient giver, string role) =>
        giver.PostAsJsonAsync("/api/v1/accounts", new { email = bo, name = "Bo", grants = new[] { new { role } } });
}
