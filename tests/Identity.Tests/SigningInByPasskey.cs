using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

/// <summary>People sign in by a device of theirs.</summary>
public sealed class SigningInByPasskey(SigningInByPasskey.RequiredOfOrganisers shared) : IClassFixture<SigningInByPasskey.RequiredOfOrganisers>, IAsyncLifetime
{
    private readonly SoftwarePasskey phone = new(TestTokens.Issuer);
    private readonly RunningIdentity identity = shared.Identity;
    private string olle = "";

    public async ValueTask InitializeAsync() => olle = await shared.NewOrganiserAsync();

    public ValueTask DisposeAsync()
    {
        phone.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Who_added_one_signs_in_by_it_without_an_address_or_a_mail()
    {
        await AddAsync(await ByCodeAsync(), phone);
        var browser = identity.Browser();

        (await ShowAsync(browser, phone)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        (await browser.GetStringAsync("/sign-in")).ShouldContain(olle);
        var organiser = await identity.AsClientAsync();
        (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/accounts/{AccountIds.Of(olle)}"))!["hasPasskey"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task An_organiser_gets_into_no_program_without_one()
    {
        var browser = await ByCodeAsync();
        var (address, verifier) = RunningIdentity.Authorize();
        (await browser.GetAsync(address)).Headers.Location!.OriginalString.ShouldStartWith("/sign-in/passkeys?return=");

        await AddAsync(browser, phone);

        var code = RunningIdentity.CodeIn(await browser.GetAsync(address));
        var tokens = await (await identity.RedeemAsync(code, verifier)).Content.ReadFromJsonAsync<JsonNode>();
        new JsonWebToken(tokens!["access_token"]!.GetValue<string>()).Claims.Where(claim => claim.Type == Roles.RoleClaim).Select(claim => claim.Value)
            .ShouldContain(Roles.Organiser);
    }

    [Fact]
    public async Task Who_reads_the_mail_of_somebody_with_one_gets_into_nothing_and_adds_none()
    {
        await AddAsync(await ByCodeAsync(), phone);
        var thief = await ByCodeAsync();
        using var theirs = new SoftwarePasskey(TestTokens.Issuer);

        (await thief.GetAsync(RunningIdentity.Authorize().Address)).Headers.Location!.OriginalString.ShouldStartWith("/sign-in/passkeys?return=");
        (await SendMadeAsync(thief, theirs)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ShowAsync(identity.Browser(), theirs)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_answer_is_good_once_for_what_was_asked_and_from_our_page_only()
    {
        await AddAsync(await ByCodeAsync(), phone);
        var browser = identity.Browser();
        var credential = phone.Show(await AskAsync(browser, "/sign-in/passkey"));
        (await RunningIdentity.SendAsync(browser, "/sign-in/passkey", ("credential", credential))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        (await RunningIdentity.SendAsync(browser, "/sign-in/passkey", ("credential", credential))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await AskAsync(browser, "/sign-in/passkey");
        (await RunningIdentity.SendAsync(browser, "/sign-in/passkey", ("credential", credential))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        phone.Origin = "https://evil.example";
        (await ShowAsync(identity.Browser(), phone)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_device_that_nobody_showed_a_finger_is_not_enough()
    {
        await AddAsync(await ByCodeAsync(), phone);
        phone.IsVerified = false;

        (await ShowAsync(identity.Browser(), phone)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_copy_of_a_device_that_counts_is_noticed()
    {
        phone.Count = 5;
        await AddAsync(await ByCodeAsync(), phone);
        phone.Count = 6;
        (await ShowAsync(identity.Browser(), phone)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        (await ShowAsync(identity.Browser(), phone)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Who_lost_theirs_adds_another_after_an_organiser_helped()
    {
        await AddAsync(await ByCodeAsync(), phone);
        var organiser = await identity.AsClientAsync();

        (await organiser.DeleteAsync($"/api/v1/accounts/{AccountIds.Of(olle)}/passkeys")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await ShowAsync(identity.Browser(), phone)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var another = new SoftwarePasskey(TestTokens.Issuer);
        await AddAsync(await ByCodeAsync(), another);
        (await ShowAsync(identity.Browser(), another)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Who_has_another_device_is_told_and_who_lost_one_is_signed_out_on_it()
    {
        var browser = await ByCodeAsync();
        await AddAsync(browser, phone);
        var added = await identity.Service.Bus.NextAsync<PasskeyChanged>(changed => changed.Email == olle && changed.IsAdded);
        added.AccountId.ShouldBe(AccountIds.Of(olle));

        var organiser = await identity.AsClientAsync();
        (await organiser.DeleteAsync($"/api/v1/accounts/{added.AccountId}/passkeys")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await identity.Service.Bus.NextAsync<PasskeyChanged>(changed => changed.Email == olle && !changed.IsAdded);
        await identity.Service.Bus.NextAsync<AccessRevoked>(revoked => revoked.Subject == added.AccountId.ToString() && revoked.SessionId is null);
        (await browser.GetStringAsync("/sign-in")).ShouldNotContain(olle);
    }

    [Fact]
    public async Task Nobody_is_asked_from_another_site_or_without_being_signed_in()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/passkey/options") { Headers = { { "Sec-Fetch-Site", "cross-site" } } };
        (await identity.Browser().SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await identity.Browser().PostAsync("/sign-in/passkeys/options", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<HttpClient> ByCodeAsync()
    {
        var browser = identity.Browser();
        var code = await identity.AskForCodeAsync(browser, olle);
        (await RunningIdentity.SendAsync(browser, "/sign-in/code", ("code", code))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return browser;
    }

    private static async Task AddAsync(HttpClient browser, SoftwarePasskey device) =>
        (await SendMadeAsync(browser, device)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

    private static async Task<HttpResponseMessage> SendMadeAsync(HttpClient browser, SoftwarePasskey device) =>
        await RunningIdentity.SendAsync(browser, "/sign-in/passkeys", ("credential", device.Make(await AskAsync(browser, "/sign-in/passkeys"))));

    private static async Task<HttpResponseMessage> ShowAsync(HttpClient browser, SoftwarePasskey device) =>
        await RunningIdentity.SendAsync(browser, "/sign-in/passkey", ("credential", device.Show(await AskAsync(browser, "/sign-in/passkey"))));

    private static async Task<JsonNode> AskAsync(HttpClient browser, string path)
    {
        var asked = await browser.PostAsync($"{path}/options", null);
        asked.StatusCode.ShouldBe(HttpStatusCode.OK, await asked.Content.ReadAsStringAsync());
        return (await asked.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    public sealed class RequiredOfOrganisers : SharedIdentity
    {
        private protected override Task<RunningIdentity> StartAsync() =>
            RunningIdentity.StartAsync(new Dictionary<string, string?> { ["Identity:PasskeyRequiredFor:0"] = "organiser" });
    }
}
