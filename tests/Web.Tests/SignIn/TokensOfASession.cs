using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.SignIn;

/// <summary>A session's access token is renewed once however many ask, ends with the session, and is given on pages of staff only.</summary>
public sealed class TokensOfASession : IDisposable
{
    private readonly FakeTimeProvider clock = new(Some.Now);
    private readonly WebSessions sessions;
    private readonly Identity identity = new();
    private readonly OnePage pages = new();
    private readonly HttpClient http;
    private readonly AccessTokensOfSession tokens;

    public TokensOfASession()
    {
        sessions = new WebSessions(clock);
        http = new HttpClient(identity) { BaseAddress = new Uri("http://gateway") };
        tokens = new AccessTokensOfSession(sessions, pages, new TokenEndpoint(http), clock);
    }

    public void Dispose()
    {
        http.Dispose();
        sessions.Dispose();
    }

    [Fact]
    public async Task A_token_is_used_until_shortly_before_its_end()
    {
        await SignInAsync();
        (await tokens.GetAsync(refused: false, CancellationToken.None)).ShouldBe(Token("organiser"));
        clock.Advance(TimeSpan.FromMinutes(9));
        (await tokens.GetAsync(refused: false, CancellationToken.None)).ShouldBe(Token("organiser"));
        identity.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task Many_who_ask_at_once_after_its_end_have_it_renewed_once_and_what_somebody_may_do_is_as_it_is_now()
    {
        var key = await SignInAsync();
        clock.Advance(TimeSpan.FromMinutes(10));
        var given = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tokens.GetAsync(refused: false, CancellationToken.None)));
        given.ShouldAllBe(token => token == Token("planner"));
        identity.Asked.ShouldBe(1);
        var ticket = (await sessions.RetrieveAsync(key))!;
        ticket.Principal.IsInRole("planner").ShouldBeTrue();
        ticket.Principal.IsInRole("organiser").ShouldBeFalse();
        ticket.Principal.Identity!.Name.ShouldBe("Eva");
        ticket.Properties.GetTokenValue("refresh_token").ShouldBe("second");
    }

    [Fact]
    public async Task A_refused_token_is_renewed_and_a_session_that_was_ended_is_gone()
    {
        var key = await SignInAsync();
        (await tokens.GetAsync(refused: true, CancellationToken.None)).ShouldBe(Token("planner"));
        identity.IsOver = true;
        (await tokens.GetAsync(refused: true, CancellationToken.None)).ShouldBeNull();
        (await sessions.RetrieveAsync(key)).ShouldBeNull();
    }

    [Fact]
    public async Task While_Identity_is_away_nobody_is_signed_out()
    {
        var key = await SignInAsync();
        identity.IsAway = true;
        await Should.ThrowAsync<HttpRequestException>(tokens.GetAsync(refused: true, CancellationToken.None));
        (await sessions.RetrieveAsync(key)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Pages_that_are_everybodys_have_none()
    {
        await SignInAsync();
        pages.HttpContext!.SetEndpoint(null);
        (await tokens.GetAsync(refused: false, CancellationToken.None)).ShouldBeNull();
    }

    private async Task<string> SignInAsync()
    {
        var person = AccessTokensOfSession.WithRolesOf(Token("organiser"), new ClaimsPrincipal(new ClaimsIdentity([new Claim("name", "Eva")])));
        var properties = new AuthenticationProperties();
        properties.StoreTokens(
        [
            new() { Name = "access_token", Value = Token("organiser") },
            new() { Name = "refresh_token", Value = "first" },
            new() { Name = "expires_at", Value = (clock.GetUtcNow() + TimeSpan.FromMinutes(10)).ToString("o", CultureInfo.InvariantCulture) },
        ]);
        var key = await sessions.StoreAsync(new AuthenticationTicket(person, properties, CookieAuthenticationDefaults.AuthenticationScheme));
        var page = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddSingleton<IAuthenticationService>(new OfSession(sessions, key)).BuildServiceProvider(),
        };
        page.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new StaffOnly(Area.Organisers)), "styr"));
        pages.HttpContext = page;
        return key;
    }

    private static string Token(string role)
    {
        static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=');
        return $"{Part("""{"alg":"none"}""")}.{Part($$"""{"{{Roles.RoleClaim}}":"{{role}}"}""")}.";
    }

    private sealed class OnePage : IHttpContextAccessor
    {
        public HttpContext? HttpContext { get; set; }
    }

    /// <summary>As the cookie says whose browser it is.</summary>
    private sealed class OfSession(WebSessions sessions, string key) : IAuthenticationService
    {
        public async Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme) =>
            await sessions.RetrieveAsync(key) is { } ticket ? AuthenticateResult.Success(ticket) : AuthenticateResult.NoResult();

        public Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => Task.CompletedTask;

        public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => Task.CompletedTask;

        public Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties) => Task.CompletedTask;

        public Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => Task.CompletedTask;
    }

    /// <summary>Takes each refresh token once, as Identity does.</summary>
    private sealed class Identity : HttpMessageHandler
    {
        private int asked;

        public int Asked => asked;

        public bool IsOver { get; set; }

        public bool IsAway { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            var isFirst = Interlocked.Increment(ref asked) == 1;
            return IsAway ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
                : IsOver || !isFirst ? new HttpResponseMessage(HttpStatusCode.BadRequest)
                : new HttpResponseMessage { Content = JsonContent.Create(new GivenTokens(Token("planner"), "second", 600)) };
        }
    }
}
