using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

/// <summary>Organisers invite people, grant and revoke, make clients; and services hear of what is over.</summary>
public sealed class ManagingAccess(SharedIdentity shared) : IAsyncLifetime
{
    private readonly string anna = SharedIdentity.NewAddress("anna");

    private readonly RunningIdentity identity = shared.Identity;
    private readonly string kassa = $"kassa-{Guid.NewGuid().ToString("N")[..8]}";
    private HttpClient organiser = null!;

    public async ValueTask InitializeAsync()
    {
        organiser = await identity.AsClientAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_interface_is_as_announced()
    {
        // For operators, and Identity takes no other key than its own.
        var made = await ReadAsync(await organiser.PostAsJsonAsync("/api/v1/clients", new { id = "drift", name = "Drift", roles = new[] { "operator" } }), HttpStatusCode.Created);
        var token = await RunningIdentity.FieldAsync(await identity.ClientTokenAsync("drift", made["secret"]!.GetValue<string>()), "access_token");

        await OpenApiContract.ShouldBeAnnouncedAsync(identity.With(token), "/openapi/v1.json", "identity");
    }

    [Fact]
    public void Every_request_is_checked() => CheckedRequests.ShouldBeAll(identity.Service.Services);

    [Fact]
    public void What_staff_do_about_people_is_audited() => AuditedCalls.ShouldBeAll(identity.Service.Services, "readMe");

    [Fact]
    public async Task A_client_of_the_configuration_gets_the_token_that_it_had()
    {
        var token = new JsonWebToken(await RunningIdentity.FieldAsync(await identity.ClientTokenAsync("foretagarna", RunningIdentity.ClientSecret), "access_token"));

        token.Subject.ShouldBe("foretagarna");
        token.GetClaim(Roles.RoleClaim).Value.ShouldBe(Roles.Association);
        token.GetClaim(Roles.AssociationClaim).Value.ShouldBe("foretagarna");
        token.Audiences.ShouldBe([Roles.Audience]);
        (token.ValidTo - token.IssuedAt).ShouldBe(TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData("foretagarna", "wrong")]
    [InlineData("foretagarna", "")]
    [InlineData("nobody", RunningIdentity.ClientSecret)]
    [InlineData("", "")]
    public async Task Nobody_else_gets_one(string id, string secret)
    {
        var answer = await identity.ClientTokenAsync(id, secret);

        answer.IsSuccessStatusCode.ShouldBeFalse();
        (await RunningIdentity.FieldAsync(answer, "error")).ShouldBeOneOf("invalid_client", "invalid_request");
    }

    [Theory]
    [InlineData("a\0b", "right")]
    [InlineData("foretagarna", "\0")]
    public async Task A_NUL_at_the_token_endpoint_is_the_callers_mistake(string id, string secret)
    {
        var answer = await identity.ClientTokenAsync(id, secret);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await RunningIdentity.FieldAsync(answer, "error")).ShouldBe("invalid_request");
    }

    [Fact]
    public async Task Who_is_invited_is_told_and_signs_in()
    {
        var invited = await InviteAsync(anna, new { role = "planner" });

        (await identity.Service.Bus.NextAsync<AccountInvited>(each => each.Email == anna)).AccountId.Value.ShouldBe(invited["id"]!.GetValue<Guid>());
        var tokens = await identity.SignInAsync(identity.Browser(), anna);
        new JsonWebToken(tokens["access_token"]!.GetValue<string>()).GetClaim(Roles.RoleClaim).Value.ShouldBe(Roles.Planner);
        (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/accounts/{invited["id"]}"))!["state"]!.GetValue<string>().ShouldBe("active");
        (await organiser.PostAsJsonAsync("/api/v1/accounts", new { email = anna.ToUpperInvariant(), name = "Anna" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task All_accounts_are_listed_page_by_page()
    {
        await using var own = await RunningIdentity.StartAsync();
        organiser = await own.AsClientAsync();
        await InviteAsync(anna);
        var first = (await organiser.GetFromJsonAsync<JsonNode>("/api/v1/accounts?limit=1"))!;
        var second = (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/accounts?limit=1&after={first["next"]}"))!;

        second["next"].ShouldBeNull();
        second["total"]!.GetValue<int>().ShouldBe(2);
        new[] { first, second }.SelectMany(page => page["items"]!.AsArray()).Select(account => account!["email"]!.GetValue<string>())
            .ShouldBe([anna, RunningIdentity.Olle], ignoreOrder: true);
    }

    [Fact]
    public async Task A_granted_role_is_in_the_next_token_and_a_revoked_one_ends_those_before()
    {
        var id = (await InviteAsync(anna))["id"]!;
        var before = await identity.SignInAsync(identity.Browser(), anna);
        (await organiser.PutAsJsonAsync($"/api/v1/accounts/{id}/grants/organiser", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await identity.Service.Bus.NextAsync<AccessGranted>(granted => granted.Role == Roles.Organiser && granted.AccountId.Value == id.GetValue<Guid>());

        var refreshed = (await (await identity.RefreshAsync(before["refresh_token"]!.GetValue<string>())).Content.ReadFromJsonAsync<JsonNode>())!;
        var hers = identity.With(refreshed["access_token"]!.GetValue<string>());
        (await hers.GetAsync("/api/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await organiser.DeleteAsync($"/api/v1/accounts/{id}/grants/organiser")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await using (var reads = identity.Service.Store.QuerySession())
        {
            (await reads.LoadAsync<Revocation>(id.GetValue<string>())).ShouldNotBeNull("it is stored with the act, whether or not the broker is there");
        }

        (await hers.PostAsJsonAsync("/api/v1/clients", new { id = kassa, name = "Kassan", roles = new[] { "organiser" } })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await identity.Service.Bus.NextAsync<AccessRevoked>(revoked => revoked.Subject == id.GetValue<string>())).ForgetAt.ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddMinutes(9));
        (await hers.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await identity.RefreshAsync(refreshed["refresh_token"]!.GetValue<string>())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_instance_that_starts_later_refuses_them_too()
    {
        var id = (await InviteAsync(anna, new { role = "organiser" }))["id"]!;
        var tokens = await identity.SignInAsync(identity.Browser(), anna);
        (await organiser.PostAsync($"/api/v1/accounts/{id}/lock", null)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await using var another = await identity.StartAnotherAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me") { Headers = { Authorization = new("Bearer", tokens["access_token"]!.GetValue<string>()) } };
        (await another.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_is_locked_out_gets_no_tokens_by_nothing_that_they_have()
    {
        var id = (await InviteAsync(anna))["id"]!;
        var browser = identity.Browser();
        var tokens = await identity.SignInAsync(browser, anna);

        (await organiser.PostAsync($"/api/v1/accounts/{id}/lock", null)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await RunningIdentity.FieldAsync(await identity.RefreshAsync(tokens["refresh_token"]!.GetValue<string>()), "error")).ShouldBe("invalid_grant");
        (await browser.GetAsync(RunningIdentity.Authorize().Address)).Headers.Location!.OriginalString.ShouldStartWith("/sign-in");

        // Unlocked, they sign in anew: what they had stays ended.
        (await organiser.PostAsync($"/api/v1/accounts/{id}/unlock", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync(RunningIdentity.Authorize().Address)).Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
    }

    [Fact]
    public async Task Who_has_left_is_forgotten_and_signs_in_no_more()
    {
        var id = (await InviteAsync(anna))["id"]!;
        await identity.SignInAsync(identity.Browser(), anna);

        (await identity.Service.Bus.NextAsync<AccountNamed>(named => named.AccountId.Value == id.GetValue<Guid>())).Name.ShouldNotBeNullOrEmpty();
        (await organiser.DeleteAsync($"/api/v1/accounts/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await identity.Service.Bus.NextAsync<AccountNamed>(named => named.AccountId.Value == id.GetValue<Guid>() && named.Name is null);
        (await organiser.GetAsync($"/api/v1/accounts/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var reads = identity.Service.Store.QuerySession();
        var history = await reads.Events.FetchStreamAsync(id.GetValue<Guid>());
        history.ShouldNotBeEmpty();
        history.ShouldAllBe(@event => !System.Text.Json.JsonSerializer.Serialize(@event.Data, @event.EventType).Contains("anna", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_change_on_what_was_changed_meanwhile_is_refused()
    {
        var id = (await InviteAsync(anna))["id"]!;
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/accounts/{id}/grants/planner") { Content = JsonContent.Create(new { }) };
        request.Headers.TryAddWithoutValidation("If-Match", "\"7\"");

        (await organiser.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task A_new_client_gets_tokens_by_both_secrets_for_a_while_and_none_once_it_is_disabled()
    {
        var made = await ReadAsync(await organiser.PostAsJsonAsync("/api/v1/clients", new { id = kassa, name = "Kassan", roles = new[] { "frontDesk" } }), HttpStatusCode.Created);
        var first = made["secret"]!.GetValue<string>();
        var rotated = await ReadAsync(await organiser.PostAsJsonAsync($"/api/v1/clients/{kassa}/rotate", new { formerHours = 1 }), HttpStatusCode.OK);
        var second = rotated["secret"]!.GetValue<string>();

        (await identity.ClientTokenAsync(kassa, first)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var token = await RunningIdentity.FieldAsync(await identity.ClientTokenAsync(kassa, second), "access_token");
        new JsonWebToken(token).GetClaim(Roles.RoleClaim).Value.ShouldBe(Roles.Door);

        await ReadAsync(await organiser.PostAsJsonAsync($"/api/v1/clients/{kassa}/rotate", new { formerHours = 0 }), HttpStatusCode.OK);
        (await identity.ClientTokenAsync(kassa, second)).IsSuccessStatusCode.ShouldBeFalse();

        await ReadAsync(await organiser.PostAsync($"/api/v1/clients/{kassa}/disable", null), HttpStatusCode.OK);
        (await identity.With(token).GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await identity.Service.Bus.NextAsync<AccessRevoked>(revoked => revoked.Subject == kassa);
    }

    [Fact]
    public async Task A_secret_that_ends_at_once_ends_the_tokens_that_it_got()
    {
        var made = await ReadAsync(await organiser.PostAsJsonAsync("/api/v1/clients", new { id = kassa, name = "Kassan", roles = new[] { "frontDesk" } }), HttpStatusCode.Created);
        var stolen = identity.With(await RunningIdentity.FieldAsync(await identity.ClientTokenAsync(kassa, made["secret"]!.GetValue<string>()), "access_token"));
        (await stolen.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var rotated = await ReadAsync(await organiser.PostAsJsonAsync($"/api/v1/clients/{kassa}/rotate", new { formerHours = 0 }), HttpStatusCode.OK);

        await Eventually.TrueAsync(async () => (await stolen.GetAsync("/api/v1/me")).StatusCode == HttpStatusCode.Unauthorized);

        // What is issued in the seconds after it is refused too: see Lifetimes.Issuing.
        await Eventually.TrueAsync(async () =>
        {
            var fresh = await RunningIdentity.FieldAsync(await identity.ClientTokenAsync(kassa, rotated["secret"]!.GetValue<string>()), "access_token");
            return (await identity.With(fresh).GetAsync("/api/v1/me")).StatusCode == HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task No_secret_is_stored_in_a_form_that_anybody_can_use()
    {
        var made = await ReadAsync(await organiser.PostAsJsonAsync("/api/v1/clients", new { id = kassa, name = "Kassan", roles = new[] { "frontDesk" } }), HttpStatusCode.Created);

        await using var reads = identity.Service.Store.QuerySession();
        var history = await reads.Events.FetchStreamAsync(Clients.Client.StreamOf(kassa));
        history.ShouldAllBe(@event => !System.Text.Json.JsonSerializer.Serialize(@event.Data, @event.EventType).Contains(made["secret"]!.GetValue<string>(), StringComparison.Ordinal));
        (await organiser.GetStringAsync("/api/v1/clients")).ShouldNotContain("hash", Case.Insensitive);
    }

    [Fact]
    public async Task Only_organisers_manage_access()
    {
        var association = await identity.AsClientAsync("foretagarna");

        foreach (var path in (string[])["accounts", "clients"])
        {
            (await association.GetAsync($"/api/v1/{path}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await identity.Service.Http.GetAsync($"/api/v1/{path}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    private async Task<JsonNode> InviteAsync(string email, params object[] grants) => await ReadAsync(
        await organiser.PostAsJsonAsync("/api/v1/accounts", new { email, name = email.Split('@')[0], grants }), HttpStatusCode.Created);

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        answer.StatusCode.ShouldBe(expected, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
