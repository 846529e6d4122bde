using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Shouldly;

namespace BusinessFocus.Identity.Tests;

/// <summary>
/// Identity as it runs: it signs its tokens itself, so the tests get them as everybody does. The first organiser is Olle.
/// </summary>
public sealed class RunningIdentity : IAsyncDisposable
{
    public const string Olle = "olle@lerum.example";
    public const string ClientSecret = "a secret of the configuration";
    public const string RedirectUri = "http://127.0.0.1/signed-in";
    public const string SignedOutUri = "http://127.0.0.1/signed-out";

    private readonly string folder;

    private readonly Dictionary<string, string?> settings;

    private RunningIdentity(string folder, Dictionary<string, string?> settings, RunningService service) =>
        (this.folder, this.settings, Service) = (folder, settings, service);

    public RunningService Service { get; }

    /// <summary>Where the public keys are shown.</summary>
    public string KeySet => Path.Combine(folder, "jwks.json");

    /// <summary>The first of the keys that sign tokens.</summary>
    public string SigningKey => Path.Combine(folder, "signing.pem");

    public static async Task<RunningIdentity> StartAsync(IReadOnlyDictionary<string, string?>? others = null)
    {
        var folder = Directory.CreateTempSubdirectory("identity").FullName;
        var settings = new Dictionary<string, string?>
        {
            ["Tokens:SigningKey"] = Path.Combine(folder, "signing.pem"),
            ["Tokens:KeySet"] = Path.Combine(folder, "jwks.json"),
            ["Identity:FirstOrganiser"] = Olle,
            ["Identity:FirstOrganiserName"] = "Olle",
            ["Identity:Applications:0:Id"] = "terminal",
            ["Identity:Applications:0:Name"] = "Terminal",
            ["Identity:Applications:0:RedirectUris:0"] = RedirectUri,
            ["Identity:Applications:0:SignedOutUris:0"] = SignedOutUri,
            ["Clients:0:Id"] = "organiser",
            ["Clients:0:Secret"] = ClientSecret,
            ["Clients:0:Role"] = Roles.Organiser,
            ["Clients:1:Id"] = "foretagarna",
            ["Clients:1:Secret"] = ClientSecret,
            ["Clients:1:Role"] = Roles.Association,
            ["Clients:1:Association"] = "foretagarna",
        };
        foreach (var (name, value) in others ?? new Dictionary<string, string?>())
        {
            settings[name] = value;
        }

        return new RunningIdentity(folder, settings, await RunningService.StartAsync<Program>("identity", settings));
    }

    /// <summary>One more instance.</summary>
    public Task<RunningService> StartAnotherAsync(params (string Name, string? Value)[] others)
    {
        var all = new Dictionary<string, string?>(settings);
        foreach (var (name, value) in others)
        {
            all[name] = value;
        }

        return Service.StartAnotherAsync<Program>(all);
    }

    /// <summary>A browser: it keeps cookies and shows where it is sent, without going there.</summary>
    public HttpClient Browser() => Service.NewClient(new WebApplicationFactoryClientOptions
    {
        AllowAutoRedirect = false,
        HandleCookies = true,
        BaseAddress = new Uri(TestTokens.Issuer),
    });

    public Task<HttpResponseMessage> TokenAsync(params (string Name, string Value)[] form) =>
        Service.Http.PostAsync("/connect/token", new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<HttpResponseMessage> ClientTokenAsync(string id, string secret) =>
        TokenAsync(("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret));

    /// <summary>The interface, as the organiser's client of the configuration.</summary>
    public async Task<HttpClient> AsClientAsync(string id = "organiser") =>
        With(await FieldAsync(await ClientTokenAsync(id, ClientSecret), "access_token"));

    public HttpClient With(string accessToken)
    {
        var client = Service.NewClient(new WebApplicationFactoryClientOptions());
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return client;
    }

    /// <summary>Asks for a code, in this browser, and reads the mail's message.</summary>
    public async Task<string> AskForCodeAsync(HttpClient browser, string email, string? onTo = null)
    {
        var before = Service.Bus.Heards<SignInCodeRequested>().Count(code => code.Email == email);
        var answer = await SendAsync(browser, "/sign-in", ("email", email), ("return", onTo ?? ""));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return await Eventually.ValueAsync(() => Task.FromResult(
            Service.Bus.Heards<SignInCodeRequested>().Where(code => code.Email == email).Skip(before).Select(code => code.Code).FirstOrDefault()));
    }

    public static Task<HttpResponseMessage> SendAsync(HttpClient browser, string path, params (string Name, string Value)[] form) =>
        browser.PostAsync(path, new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>All of it: authorize, sign in by code, and the code for tokens.</summary>
    public async Task<JsonNode> SignInAsync(HttpClient browser, string email)
    {
        var (address, verifier) = Authorize();
        var toSignIn = await browser.GetAsync(address);
        toSignIn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var onTo = QueryHelpers.ParseQuery(toSignIn.Headers.Location!.OriginalString.Split('?', 2)[1])["return"].ToString();
        var code = await AskForCodeAsync(browser, email, onTo);
        var signedIn = await SendAsync(browser, "/sign-in/code", ("code", code), ("return", onTo));
        signedIn.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var back = await browser.GetAsync(signedIn.Headers.Location);
        return (await (await RedeemAsync(CodeIn(back), verifier)).Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <returns>Where a program sends the browser, and what it keeps.</returns>
    public static (string Address, string Verifier) Authorize(string redirectUri = RedirectUri)
    {
        var verifier = LinkToken.New();
        var challenge = WebEncoders.Base64UrlEncode(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(verifier)));
        return (QueryHelpers.AddQueryString("/connect/authorize", new Dictionary<string, string?>
        {
            ["client_id"] = "terminal",
            ["redirect_uri"] = redirectUri,
            ["response_type"] = "code",
            ["scope"] = "openid profile email offline_access",
            ["state"] = "xyz",
            ["code_challenge"] = challenge,
            ["code_challenge_method"] = "S256",
        }), verifier);
    }

    public static string CodeIn(HttpResponseMessage back)
    {
        back.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        back.Headers.Location!.OriginalString.ShouldStartWith(RedirectUri);
        return QueryHelpers.ParseQuery(back.Headers.Location.Query)["code"].ToString();
    }

    public Task<HttpResponseMessage> RedeemAsync(string code, string verifier) => TokenAsync(
        ("grant_type", "authorization_code"), ("client_id", "terminal"), ("redirect_uri", RedirectUri), ("code", code), ("code_verifier", verifier));

    public Task<HttpResponseMessage> RefreshAsync(string refreshToken) =>
        TokenAsync(("grant_type", "refresh_token"), ("client_id", "terminal"), ("refresh_token", refreshToken));

    public static async Task<string> FieldAsync(HttpResponseMessage answer, string field) =>
        (await answer.Content.ReadFromJsonAsync<JsonNode>())![field]?.GetValue<string>()
            ?? throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
