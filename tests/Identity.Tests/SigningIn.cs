using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.SignIn;
using BusinessFocus.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

/// <summary>People sign in by a mailed code, and programs get tokens for them.</summary>
public sealed class SigningIn(SharedIdentity shared) : IAsyncLifetime
{
    private readonly SharedIdentity shared = shared;
    private readonly RunningIdentity identity = shared.Identity;
    private string olle = null!;

    public async ValueTask InitializeAsync() => olle = await shared.NewOrganiserAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_first_organiser_signs_in_by_a_code_and_is_told_what_they_may_do()
    {
        var tokens = await identity.SignInAsync(identity.Browser(), olle);

        var me = (await identity.With(Text(tokens, "access_token")).GetFromJsonAsync<JsonNode>("/api/v1/me"))!;
        me["email"]!.GetValue<string>().ShouldBe(olle);
        me["roles"]!.AsArray().Select(role => role!.GetValue<string>()).ShouldBe([Roles.Organiser, Roles.DataProtectionOfficer], ignoreOrder: true);
    }

    [Fact]
    public async Task An_access_token_lives_ten_minutes_and_has_neither_name_nor_address()
    {
        var tokens = await identity.SignInAsync(identity.Browser(), olle);

        tokens["expires_in"]!.GetValue<int>().ShouldBeInRange(590, 600);
        var token = new JsonWebToken(Text(tokens, "access_token"));
        token.Typ.ShouldBe("at+jwt");
        token.Claims.ShouldNotContain(claim => claim.Value.Contains("Olle", StringComparison.OrdinalIgnoreCase));
        token.GetClaim("iss").Value.ShouldBe(TestTokens.Issuer + "/");
    }

    [Fact]
    public async Task The_code_alone_opens_nothing_in_another_browser()
    {
        var browser = identity.Browser();
        var code = await identity.AskForCodeAsync(browser, olle);

        // Whoever reads the mail or the broker has the code; a browser that asked for one itself has another secret.
        var thief = identity.Browser();
        (await RunningIdentity.SendAsync(thief, "/sign-in/code", ("code", code))).Headers.Location!.OriginalString.ShouldBe("/sign-in");
        await identity.AskForCodeAsync(thief, olle);
        (await RunningIdentity.SendAsync(thief, "/sign-in/code", ("code", code))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await RunningIdentity.SendAsync(browser, "/sign-in/code", ("code", code))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task After_five_guesses_the_right_code_is_none_also_where_they_come_at_once()
    {
        // Past the pages: after the fifth the browser forgets what it kept, and is sent back to the first page whatever it says.
        await using var scope = identity.Service.Services.CreateAsyncScope();
        var codes = scope.ServiceProvider.GetRequiredService<Codes>();
        var secret = (await codes.AskAsync(olle, "", CancellationToken.None))!;
        var code = (await identity.Service.Bus.NextAsync<Contracts.Identity.SignInCodeRequested>(each => each.Email == olle)).Code;
        var wrong = code == "000000" ? "000001" : "000000";

        var guessed = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => codes.GuessAsync(secret, wrong, CancellationToken.None)));

        guessed.Select(guess => guess.Outcome).Count(outcome => outcome == GuessOutcome.Wrong).ShouldBe(SignInAttempt.MostGuesses - 1);
        (await codes.GuessAsync(secret, code, CancellationToken.None)).Outcome.ShouldBe(GuessOutcome.Over);
    }

    [Fact]
    public async Task A_stranger_is_answered_like_everybody_and_gets_no_mail()
    {
        var (olles, strangers, stranger) = (identity.Browser(), identity.Browser(), SharedIdentity.NewAddress("nobody"));
        var known = await RunningIdentity.SendAsync(olles, "/sign-in", ("email", olle));
        var unknown = await RunningIdentity.SendAsync(strangers, "/sign-in", ("email", stranger));

        unknown.StatusCode.ShouldBe(known.StatusCode);
        unknown.Headers.Location.ShouldBe(known.Headers.Location);
        unknown.Headers.Select(header => header.Key).ShouldBe(known.Headers.Select(header => header.Key), ignoreOrder: true);
        (await strangers.GetStringAsync("/sign-in/code")).ShouldBe(await olles.GetStringAsync("/sign-in/code"));
        for (var guess = 0; guess < 5; guess++)
        {
            var (his, hers) = (
                await RunningIdentity.SendAsync(olles, "/sign-in/code", ("code", "000000")),
                await RunningIdentity.SendAsync(strangers, "/sign-in/code", ("code", "000000")));
            hers.StatusCode.ShouldBe(his.StatusCode);
            (await hers.Content.ReadAsStringAsync()).ShouldBe(await his.Content.ReadAsStringAsync());
        }

        // What is asked for later is told later.
        await identity.AskForCodeAsync(identity.Browser(), olle);
        identity.Service.Bus.Heards<Contracts.Identity.SignInCodeRequested>().ShouldNotContain(code => code.Email == stranger);
    }

    [Fact]
    public async Task Five_codes_in_a_quarter_of_an_hour_are_mailed_for_one_network_and_no_more()
    {
        for (var i = 0; i < CodeLimits.MostOfOneNetwork; i++)
        {
            await identity.AskForCodeAsync(identity.Browser(), olle);
        }

        (await RunningIdentity.SendAsync(identity.Browser(), "/sign-in", ("email", olle))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        var organiser = await identity.AsClientAsync();
        var later = SharedIdentity.NewAddress("later");
        await organiser.PostAsJsonAsync("/api/v1/accounts", new { email = later, name = "Later" });
        await identity.AskForCodeAsync(identity.Browser(), later);
        identity.Service.Bus.Heards<Contracts.Identity.SignInCodeRequested>().Count(code => code.Email == olle).ShouldBe(CodeLimits.MostOfOneNetwork);

        // Who asks in somebody's name leaves them theirs.
        var elsewhere = identity.Browser();
        elsewhere.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");
        await identity.AskForCodeAsync(elsewhere, olle);
    }

    [Fact]
    public async Task Of_codes_that_are_asked_for_at_once_each_counts()
    {
        await Task.WhenAll(Enumerable.Range(0, 3 * CodeLimits.MostOfOneNetwork)
            .Select(_ => RunningIdentity.SendAsync(identity.Browser(), "/sign-in", ("email", olle))));

        var id = AccountIds.Of(olle).Value;
        await using var reads = identity.Service.Store.QuerySession();
        (await reads.Query<SignInAttempt>().CountAsync(attempt => attempt.AccountId == id)).ShouldBe(CodeLimits.MostOfOneNetwork);
    }

    [Fact]
    public async Task No_table_has_the_code_or_what_the_browser_keeps()
    {
        var browser = identity.Browser();
        var asked = await RunningIdentity.SendAsync(browser, "/sign-in", ("email", olle));
        var kept = asked.Headers.GetValues("Set-Cookie").Single().Split('=', 2)[1].Split(';')[0];
        var code = await Eventually.ValueAsync(() => Task.FromResult(identity.Service.Bus.Heards<Contracts.Identity.SignInCodeRequested>().SingleOrDefault(each => each.Email == olle)?.Code));

        var everything = await EverythingStoredAsync();
        everything.ShouldContain(olle);
        everything.ShouldNotContain($"\"{code}\"");
        everything.ShouldNotContain(kept);
    }

    [Fact]
    public async Task A_code_for_tokens_is_good_once_and_for_who_asked_for_it()
    {
        var browser = identity.Browser();
        await identity.SignInAsync(browser, olle);
        var (address, verifier) = RunningIdentity.Authorize();
        var code = RunningIdentity.CodeIn(await browser.GetAsync(address));

        (await RunningIdentity.FieldAsync(await identity.RedeemAsync(code, LinkToken.New()), "error")).ShouldBe("invalid_grant");
        (await identity.RedeemAsync(code, verifier)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RunningIdentity.FieldAsync(await identity.RedeemAsync(code, verifier), "error")).ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task Without_a_challenge_or_to_another_address_nobody_is_sent()
    {
        var browser = identity.Browser();
        var (address, _) = RunningIdentity.Authorize("https://evil.example/");
        (await browser.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var without = RunningIdentity.Authorize().Address.Replace("code_challenge", "other", StringComparison.Ordinal);
        var answer = await browser.GetAsync(without);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("invalid_request");
    }

    [Fact]
    public async Task A_program_that_is_not_configured_any_more_gets_nothing()
    {
        await using var own = await RunningIdentity.StartAsync();
        var browser = own.Browser();
        var refresh = Text(await own.SignInAsync(browser, RunningIdentity.Olle), "refresh_token");

        await using var another = await own.StartAnotherAsync(("Identity:Applications:0:Id", "other"));

        (await browser.GetAsync(RunningIdentity.Authorize().Address)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await own.RefreshAsync(refresh)).IsSuccessStatusCode.ShouldBeFalse();
    }

    [Fact]
    public async Task A_refresh_token_is_good_once_and_one_that_comes_again_ends_its_family()
    {
        var first = Text(await identity.SignInAsync(identity.Browser(), olle), "refresh_token");
        var second = await RunningIdentity.FieldAsync(await identity.RefreshAsync(first), "refresh_token");
        second.ShouldNotBe(first);

        (await RunningIdentity.FieldAsync(await identity.RefreshAsync(first), "error")).ShouldBe("invalid_grant");
        (await RunningIdentity.FieldAsync(await identity.RefreshAsync(second), "error")).ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task A_link_of_ours_leads_to_no_stranger()
    {
        var browser = identity.Browser();
        var page = await browser.GetStringAsync("/sign-in?return=https%3A%2F%2Fevil.example%2F");
        page.ShouldNotContain("evil.example");
        var code = await identity.AskForCodeAsync(browser, olle, "//evil.example/connect/authorize?");
        (await RunningIdentity.SendAsync(browser, "/sign-in/code", ("code", code), ("return", "https://evil.example/"))).Headers.Location!.OriginalString.ShouldBe("/sign-in");
    }

    [Theory]
    [InlineData("/connect/authorize?a\r\nSet-Cookie: b=c")]
    [InlineData("/connect/authorize?å")]
    [InlineData("/connect/authorize?a b")]
    [InlineData("/CONNECT/authorize?")]
    [InlineData("/connect/authorize/../../evil?")]
    public void What_no_browser_writes_is_no_way_back(string asked) => SignInPages.ReturnOf(asked).ShouldBeNull();

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task A_form_of_another_site_is_refused(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("email", olle)]),
            Headers = { { header, value } },
        };
        (await identity.Browser().SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("sv", "Logga in", "<html lang=\"sv\">")]
    [InlineData("en", "Sign in", "<html lang=\"en\">")]
    public async Task The_pages_speak_both_languages_and_run_no_script_but_ours(string language, string words, string mark)
    {
        var browser = identity.Browser();
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var answer = await browser.GetAsync("/sign-in");

        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain(words);
        page.ShouldContain(mark);
        page.Split("<script").Length.ShouldBe(2);
        page.ShouldContain("<script type=\"module\" src=\"/sign-in/passkey.js\">");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
    }

    [Fact]
    public async Task What_is_no_address_stays_in_the_form_with_what_is_wrong_with_it()
    {
        var answer = await RunningIdentity.SendAsync(identity.Browser(), "/sign-in", ("email", "<olle>"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("aria-invalid=\"true\"");
        page.ShouldContain("value=\"&lt;olle&gt;\"");
    }

    [Fact]
    public async Task Discovery_says_what_is_configured_whoever_asks_by_whatever_name()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration") { Headers = { Host = "evil.example" } };

        var discovery = (await (await identity.Service.Http.SendAsync(request)).Content.ReadFromJsonAsync<JsonNode>())!;

        Text(discovery, "issuer").ShouldBe(TestTokens.Issuer + "/");
        Text(discovery, "token_endpoint").ShouldBe(TestTokens.Issuer + "/connect/token");
        discovery.ToJsonString().ShouldNotContain("evil.example");
        Text(discovery, "jwks_uri").ShouldBe(TestTokens.Issuer + "/.well-known/jwks");
        discovery["code_challenge_methods_supported"]!.AsArray().Select(method => method!.GetValue<string>()).ShouldBe(["S256"]);
    }

    [Fact]
    public async Task The_published_keys_check_a_token_and_have_nothing_secret()
    {
        var keys = await identity.Service.Http.GetStringAsync("/.well-known/jwks");
        var token = Text(await identity.SignInAsync(identity.Browser(), olle), "access_token");

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidTypes = ["at+jwt"],
            ValidIssuer = TestTokens.Issuer + "/",
            ValidAudience = Roles.Audience,
            IssuerSigningKeys = new JsonWebKeySet(keys).GetSigningKeys(),
        });

        result.IsValid.ShouldBeTrue(result.Exception?.Message);
        JsonNode.Parse(keys)!["keys"]!.AsArray().ShouldAllBe(key => key!["d"] == null && key["k"] == null);
    }

    [Fact]
    public async Task Who_signs_out_has_to_sign_in_again()
    {
        var browser = identity.Browser();
        await identity.SignInAsync(browser, olle);
        (await PageAsync(browser)).ShouldContain("Du är inloggad");

        await RunningIdentity.SendAsync(browser, "/sign-in/out");

        (await PageAsync(browser)).ShouldNotContain("Du är inloggad");
    }

    private async Task<string> EverythingStoredAsync()
    {
        await using var database = NpgsqlDataSource.Create(identity.Service.ConnectionString);
        var tables = new List<string>();
        await using (var command = database.CreateCommand(
            "select format('%I.%I', table_schema, table_name) from information_schema.tables where table_schema in ('public', 'openiddict') and table_type = 'BASE TABLE'"))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        var all = new System.Text.StringBuilder();
        foreach (var table in tables)
        {
            await using var command = database.CreateCommand($"select coalesce(string_agg(to_jsonb(each)::text, ' '), '') from {table} each");
            all.Append(await command.ExecuteScalarAsync());
        }

        return all.ToString();
    }

    /// <summary>The first page, as a browser reads it.</summary>
    private static async Task<string> PageAsync(HttpClient browser) => WebUtility.HtmlDecode(await browser.GetStringAsync("/sign-in"));

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();
}
