using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Sessions;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.Testing;
using Marten;
using Marten.Patching;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

/// <summary>Where somebody is signed in, and how they end it.</summary>
public sealed class OwnSessions(SharedIdentity shared) : IAsyncLifetime
{
    private readonly SharedIdentity shared = shared;
    private readonly RunningIdentity identity = shared.Identity;
    private string olle = null!;

    public async ValueTask InitializeAsync() => olle = await shared.NewOrganiserAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Ending_one_ends_its_tokens_and_those_of_the_other_stay_good()
    {
        var (phone, desk) = (await SignInAsync(), await SignInAsync());
        var there = (await SessionsAsync(phone)).Single(session => session["isThisOne"]!.GetValue<bool>())["id"]!.GetValue<string>();
        (await SessionsAsync(desk)).Count.ShouldBe(2);

        (await With(desk).DeleteAsync($"/api/v1/me/sessions/{there}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await identity.Service.Bus.NextAsync<AccessRevoked>(revoked => revoked.SessionId?.ToString() == there)).ForgetAt.ShouldBeGreaterThan(DateTimeOffset.UtcNow);
        await Eventually.TrueAsync(async () => (await With(phone).GetAsync("/api/v1/me")).StatusCode == HttpStatusCode.Unauthorized);
        (await RunningIdentity.FieldAsync(await identity.RefreshAsync(Text(phone, "refresh_token")), "error")).ShouldBe("invalid_grant");
        (await With(desk).GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await identity.RefreshAsync(Text(desk, "refresh_token"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SessionsAsync(desk)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_refresh_token_that_comes_again_ends_the_session_with_its_access_tokens()
    {
        var stolen = await SignInAsync();
        var thief = (await (await identity.RefreshAsync(Text(stolen, "refresh_token"))).Content.ReadFromJsonAsync<JsonNode>())!;
        (await With(thief).GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await RunningIdentity.FieldAsync(await identity.RefreshAsync(Text(stolen, "refresh_token")), "error")).ShouldBe("invalid_grant");

        (await With(thief).GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await ShouldBeAuditedAsync("reuseToken");
        (await identity.Service.Bus.NextAsync<AccessRevoked>(revoked => revoked.Subject == AccountIds.Of(olle).ToString())).SessionId.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_a_program_revokes_ends_the_access_tokens_too()
    {
        var tokens = await SignInAsync();
        using var form = new FormUrlEncodedContent([new("client_id", "terminal"), new("token", Text(tokens, "refresh_token"))]);

        (await identity.Service.Http.PostAsync("/connect/revoke", form)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await With(tokens).GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await ShouldBeAuditedAsync("revokeToken");
    }

    [Fact]
    public async Task Who_looks_sees_when_one_was_used_last()
    {
        var tokens = await SignInAsync();
        var started = (await SessionsAsync(tokens)).ShouldHaveSingleItem();
        started["lastUsedAt"]!.GetValue<DateTimeOffset>().ShouldBe(started["startedAt"]!.GetValue<DateTimeOffset>());
        await using (var session = identity.Service.Store.LightweightSession())
        {
            session.Patch<Session>(started["id"]!.GetValue<Guid>()).Set(each => each.UsedAt, DateTimeOffset.UtcNow.AddDays(-3));
            await session.SaveChangesAsync();
        }

        await identity.RefreshAsync(Text(tokens, "refresh_token"));

        (await SessionsAsync(tokens)).ShouldHaveSingleItem()["lastUsedAt"]!.GetValue<DateTimeOffset>()
            .ShouldBeGreaterThanOrEqualTo(started["startedAt"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task Signing_out_of_the_browser_ends_what_its_programs_have()
    {
        var browser = identity.Browser();
        var tokens = await identity.SignInAsync(browser, olle);

        (await RunningIdentity.SendAsync(browser, "/sign-in/out")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        (await RunningIdentity.FieldAsync(await identity.RefreshAsync(Text(tokens, "refresh_token")), "error")).ShouldBe("invalid_grant");
        await Eventually.TrueAsync(async () => (await With(tokens).GetAsync("/api/v1/me")).StatusCode == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_program_is_told_who_it_is_and_ends_the_session_by_the_identity_token()
    {
        var browser = identity.Browser();
        var tokens = await identity.SignInAsync(browser, olle);
        var info = await With(tokens).GetFromJsonAsync<JsonNode>("/connect/userinfo");
        info!["email"]!.GetValue<string>().ShouldBe(olle);
        info["name"]!.GetValue<string>().ShouldBe("Olle");

        // Anybody's link has none, and only shows the page.
        (await browser.GetAsync("/connect/end-session")).Headers.Location!.OriginalString.ShouldBe("/sign-in");
        (await With(tokens).GetAsync("/connect/userinfo")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var back = await browser.GetAsync($"/connect/end-session?id_token_hint={Text(tokens, "id_token")}&post_logout_redirect_uri={Uri.EscapeDataString(RunningIdentity.SignedOutUri)}");

        back.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        back.Headers.Location!.OriginalString.ShouldStartWith(RunningIdentity.SignedOutUri);
        (await RunningIdentity.FieldAsync(await identity.RefreshAsync(Text(tokens, "refresh_token")), "error")).ShouldBe("invalid_grant");
        (await With(tokens).GetAsync("/connect/userinfo")).IsSuccessStatusCode.ShouldBeFalse();
        (await browser.GetStringAsync("/sign-in")).ShouldNotContain("Du är inloggad");
    }

    [Fact]
    public async Task A_link_with_ones_own_identity_token_signs_nobody_else_out()
    {
        var (organiser, email) = (await identity.AsClientAsync(), SharedIdentity.NewAddress("anna"));
        await organiser.PostAsJsonAsync("/api/v1/accounts", new { email, name = "Anna" });
        var annas = Text(await identity.SignInAsync(identity.Browser(), email), "id_token");
        var olles = identity.Browser();
        await identity.SignInAsync(olles, olle);

        await olles.GetAsync($"/connect/end-session?id_token_hint={annas}");

        (await olles.GetStringAsync("/sign-in")).ShouldContain(olle);
    }

    [Fact]
    public async Task Nobody_ends_somebody_elses()
    {
        var (organiser, email) = (await identity.AsClientAsync(), SharedIdentity.NewAddress("anna"));
        await organiser.PostAsJsonAsync("/api/v1/accounts", new { email, name = "Anna" });
        var (his, hers) = (await SignInAsync(), await identity.SignInAsync(identity.Browser(), email));
        var olles = (await SessionsAsync(his)).ShouldHaveSingleItem()!["id"];

        (await With(hers).DeleteAsync($"/api/v1/me/sessions/{olles}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await organiser.DeleteAsync($"/api/v1/me/sessions/{olles}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await SessionsAsync(hers)).Select(session => session["id"]!.GetValue<string>()).ShouldNotContain(olles!.GetValue<string>());
        (await (await organiser.GetAsync("/api/v1/me/sessions")).Content.ReadFromJsonAsync<JsonArray>())!.ShouldBeEmpty();
        (await identity.RefreshAsync(Text(his, "refresh_token"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task ShouldBeAuditedAsync(string act)
    {
        await using var reads = identity.Service.Store.QuerySession();
        (await reads.Events.QueryRawEventDataOnly<ActWasAudited>().ToListAsync()).ShouldContain(each => each.Act == act && each.Actor == AccountIds.Of(olle).ToString());
    }

    private Task<JsonNode> SignInAsync() => identity.SignInAsync(identity.Browser(), olle);

    private HttpClient With(JsonNode tokens) => identity.With(Text(tokens, "access_token"));

    private async Task<List<JsonNode>> SessionsAsync(JsonNode tokens) =>
        [.. (await With(tokens).GetFromJsonAsync<JsonArray>("/api/v1/me/sessions"))!.Select(session => session!)];

    private static string Text(JsonNode tokens, string field) => tokens[field]!.GetValue<string>();
}
