using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

/// <summary>Somebody without an account shows that an address is theirs.</summary>
public sealed class SigningInAsVisitor(SharedIdentity shared) : IAsyncLifetime
{
    private readonly string vera = SharedIdentity.NewAddress("vera");

    private readonly SharedIdentity shared = shared;
    private readonly RunningIdentity identity = shared.Identity;
    private string olle = null!;

    public async ValueTask InitializeAsync() => olle = await shared.NewOrganiserAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_code_of_the_mail_gives_a_cookie_and_that_a_token_without_the_address()
    {
        var browser = identity.Browser();
        var code = await AskAsync(browser, vera);

        var signedIn = await RunningIdentity.SendAsync(browser, "/sign-in/visitor/code", ("code", code));
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(each => each.StartsWith("bf-visitor=", StringComparison.Ordinal));
        foreach (var said in (string[])["httponly", "samesite=lax", "expires="])
        {
            cookie.ShouldContain(said, Case.Insensitive);
        }

        var answer = await RunningIdentity.SendAsync(browser, "/sign-in/visitor/token");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var text = (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!;
        var token = new JsonWebToken(text);
        (token.GetClaim(Roles.RoleClaim).Value, token.GetClaim(Roles.ContactClaim).Value).ShouldBe((Roles.Visitor, ContactIds.Of(vera).ToString()));
        token.Claims.ShouldAllBe(claim => !claim.Value.Contains("vera", StringComparison.Ordinal));
        (await identity.With(text).GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK, "it is one of ours");
        (await identity.With(text).GetAsync("/api/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_idempotency_key_gives_nobody_what_a_cookie_opened()
    {
        var browser = identity.Browser();
        await RunningIdentity.SendAsync(browser, "/sign-in/visitor/code", ("code", await AskAsync(browser, vera)));
        var key = Guid.NewGuid().ToString();
        async Task<HttpResponseMessage> AskForTokenAsync(HttpClient who)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/visitor/token") { Headers = { { "Idempotency-Key", key } } };
            return await who.SendAsync(request);
        }

        (await AskForTokenAsync(browser)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await AskForTokenAsync(identity.Browser())).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public void Nothing_that_a_cookie_opens_is_kept_for_a_repeat() => identity.Service.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText is { } path
            && (path.StartsWith("/sign-in", StringComparison.Ordinal) || path.StartsWith("/connect", StringComparison.Ordinal)))
        .ShouldAllBe(endpoint => endpoint.Metadata.GetMetadata<WithoutIdempotencyKey>() != null);

    [Fact]
    public async Task The_code_opens_nothing_in_another_browser_and_nothing_twice()
    {
        var (browser, another) = (identity.Browser(), identity.Browser());
        var code = await AskAsync(browser, vera);
        await AskAsync(another, vera);

        (await RunningIdentity.SendAsync(another, "/sign-in/visitor/code", ("code", code))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await RunningIdentity.SendAsync(another, "/sign-in/visitor/token")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await RunningIdentity.SendAsync(browser, "/sign-in/visitor/code", ("code", code))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await RunningIdentity.SendAsync(browser, "/sign-in/visitor/out")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await RunningIdentity.SendAsync(browser, "/sign-in/visitor/token")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_visitors_code_of_an_organisers_address_does_not_make_an_organiser()
    {
        var browser = identity.Browser();
        var code = await AskAsync(browser, olle);

        (await RunningIdentity.SendAsync(browser, "/sign-in/code", ("code", code))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await RunningIdentity.SendAsync(browser, "/sign-in/visitor/code", ("code", code));
        var token = (string)(await (await RunningIdentity.SendAsync(browser, "/sign-in/visitor/token")).Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!;
        (await identity.With(token).GetAsync("/api/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_address_gets_five_codes_and_what_is_answered_is_the_same()
    {
        for (var i = 0; i < 5; i++)
        {
            await AskAsync(identity.Browser(), vera);
        }

        var browser = identity.Browser();
        (await RunningIdentity.SendAsync(browser, "/sign-in/visitor", ("email", vera))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await RunningIdentity.SendAsync(browser, "/sign-in/visitor/code", ("code", "000000"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        identity.Service.Bus.Heards<SignInCodeRequested>().Count(each => each.Email == vera).ShouldBe(5);
    }

    private async Task<string> AskAsync(HttpClient browser, string email)
    {
        var before = identity.Service.Bus.Heards<SignInCodeRequested>().Count(code => code.Email == email);
        (await RunningIdentity.SendAsync(browser, "/sign-in/visitor", ("email", email))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return await Eventually.ValueAsync(() => Task.FromResult(
            identity.Service.Bus.Heards<SignInCodeRequested>().Where(code => code.Email == email).Skip(before).Select(code => code.Code).FirstOrDefault()));
    }
}
