using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json.Nodes;
using BusinessFocus.Hosting.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Abstractions;
using Shouldly;
using Xunit;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace BusinessFocus.Identity.Tests;

/// <summary>People of an organisation sign in by its directory, which is another OpenIddict here.</summary>
public sealed class SigningInByDirectory(SigningInByDirectory.WithDirectory shared) : IClassFixture<SigningInByDirectory.WithDirectory>
{
    private readonly string anna = SharedIdentity.NewAddress("anna");
    private readonly string subject = Guid.NewGuid().ToString();
    private readonly Directory directory = shared.Directory;
    private readonly RunningIdentity identity = shared.Identity;

    [Fact]
    public async Task Who_is_in_a_group_signs_in_without_an_invitation_and_has_its_role()
    {
        directory.Person = (subject, anna, "true", ["Alla", "Festivalens planerare"]);
        var browser = identity.Browser();
        (await browser.GetStringAsync("/sign-in")).ShouldContain("Logga in via Lerums kommun");
        var (address, verifier) = RunningIdentity.Authorize();

        var back = await SignInAsync(browser, address);

        back.Headers.Location!.OriginalString.ShouldBe(address);
        var code = RunningIdentity.CodeIn(await browser.GetAsync(back.Headers.Location));
        var tokens = (await (await identity.RedeemAsync(code, verifier)).Content.ReadFromJsonAsync<JsonNode>())!;
        new JsonWebToken(tokens["access_token"]!.GetValue<string>()).GetClaim(Roles.RoleClaim).Value.ShouldBe(Roles.Planner);
    }

    [Fact]
    public async Task Who_leaves_the_group_has_the_role_no_more()
    {
        directory.Person = (subject, anna, null, ["Festivalens planerare"]);
        (await SignInAsync(identity.Browser())).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        directory.Person = (subject, anna, null, []);

        (await SignInAsync(identity.Browser())).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var organiser = await identity.AsClientAsync();
        (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/accounts/{Accounts.AccountIds.Of(anna)}"))!["grants"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, "true", false, "inget konto")]
    [InlineData(null, "false", true, "Logga in med en kod")]
    [InlineData("anna@other.example", "true", true, "Logga in med en kod")]
    [InlineData("no address", "true", true, "Logga in med en kod")]
    public async Task Nobody_else_is_let_in(string? email, string verified, bool hasGroup, string told)
    {
        directory.Person = (subject, email ?? anna, verified, hasGroup ? ["Festivalens planerare"] : []);
        var browser = identity.Browser();

        var back = await SignInAsync(browser);

        back.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await back.Content.ReadAsStringAsync()).ShouldContain(told);
        (await browser.GetStringAsync("/sign-in")).ShouldNotContain("Du är inloggad");
    }

    [Fact]
    public async Task Who_has_to_sign_in_again_has_to_there_too()
    {
        var (address, _) = RunningIdentity.Authorize();

        (await GoAsync(identity.Browser(), address)).Headers.Location!.Query.ShouldNotContain("prompt");
        (await GoAsync(identity.Browser(), address + "&prompt=login")).Headers.Location!.Query.ShouldContain("prompt=login");
    }

    [Fact]
    public async Task Somebody_elses_way_back_is_none_in_this_browser()
    {
        directory.Person = (subject, anna, "true", ["Festivalens planerare"]);
        var there = await directory.AnswerAsync((await GoAsync(identity.Browser(), null)).Headers.Location!);
        var other = identity.Browser();

        (await other.GetAsync(there.PathAndQuery)).IsSuccessStatusCode.ShouldBeFalse();

        (await other.GetStringAsync("/sign-in")).ShouldNotContain("Du är inloggad");
    }

    /// <returns>How Identity answers who comes back from the directory.</returns>
    private async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string? onTo = null)
    {
        var gone = await GoAsync(browser, onTo);
        gone.StatusCode.ShouldBe(HttpStatusCode.Redirect, await gone.Content.ReadAsStringAsync());
        var there = await directory.AnswerAsync(gone.Headers.Location!);
        return await browser.GetAsync(there.PathAndQuery);
    }

    private static Task<HttpResponseMessage> GoAsync(HttpClient browser, string? onTo) =>
        RunningIdentity.SendAsync(browser, "/sign-in/directory", ("return", onTo ?? ""));

    public sealed class WithDirectory : SharedIdentity
    {
        internal Directory Directory { get; private set; } = null!;

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Directory.DisposeAsync();
        }

        private protected override async Task<RunningIdentity> StartAsync()
        {
            Directory = await Directory.StartAsync();
            return await RunningIdentity.StartAsync(new Dictionary<string, string?>
            {
                ["Identity:Directory:Issuer"] = Directory.Issuer,
                ["Identity:Directory:ClientId"] = "festival",
                ["Identity:Directory:ClientSecret"] = Directory.Secret,
                ["Identity:Directory:Name"] = "Lerums kommun",
                ["Identity:Directory:Domains:0"] = "lerum.example",
                ["Identity:Directory:Groups:0:Group"] = "Festivalens planerare",
                ["Identity:Directory:Groups:0:Role"] = "planner",
            });
        }
    }

    internal sealed class Directory(WebApplication app) : IAsyncDisposable
    {
        public const string Secret = "a secret of the directory's";

        private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false });

        public string Issuer => app.Urls.Single() + "/";

        /// <summary>Who is signed in there.</summary>
        public (string Subject, string Email, string? Verified, string[] Groups) Person { get; set; }

        public static async Task<Directory> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            Directory? directory = null;
            builder.Services.AddOpenIddict().AddServer(server =>
            {
                server.EnableDegradedMode();
                server.SetAuthorizationEndpointUris("/authorize");
                server.SetTokenEndpointUris("/token");
                server.AllowAuthorizationCodeFlow();
                server.RegisterScopes(Scopes.Email, Scopes.Profile);
                server.AddEphemeralEncryptionKey();
                server.AddEphemeralSigningKey();
                server.UseAspNetCore().DisableTransportSecurityRequirement();
                server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(_ => default));
                server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
                {
                    context.SignIn(directory!.PrincipalFor(context.Request));
                    return default;
                }));
                server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
                {
                    if (context.ClientSecret != Secret)
                    {
                        context.Reject(Errors.InvalidClient);
                    }

                    return default;
                }));
            });
            var app = builder.Build();
            app.UseAuthentication();
            directory = new Directory(app);
            await app.StartAsync();
            return directory;
        }

        /// <returns>Where it sends the browser back to.</returns>
        public async Task<Uri> AnswerAsync(Uri asked)
        {
            asked.OriginalString.ShouldStartWith(Issuer);
            QueryHelpers.ParseQuery(asked.Query)["code_challenge_method"].ToString().ShouldBe("S256");
            var answer = await http.GetAsync(asked);
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
            return answer.Headers.Location!;
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await app.DisposeAsync();
        }

        private ClaimsPrincipal PrincipalFor(OpenIddictRequest request)
        {
            var identity = new ClaimsIdentity("directory", Claims.Name, Claims.Role);
            identity.SetClaim(Claims.Subject, Person.Subject);
            identity.SetClaim(Claims.Email, Person.Email);
            identity.SetClaim(Claims.EmailVerified, Person.Verified);
            identity.SetClaim(Claims.Name, "Anna");
            identity.SetClaims("groups", [.. Person.Groups]);
            identity.SetScopes(request.GetScopes());
            identity.SetDestinations(_ => [Destinations.IdentityToken]);
            return new ClaimsPrincipal(identity);
        }
    }
}
