using System.Net.Http.Json;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

[CollectionDefinition(nameof(InChromium))]
public sealed class InChromium : ICollectionFixture<IdentityInChromium>;

/// <summary>Identity behind an address that a browser can reach, as it stands behind the gateway.</summary>
public sealed class IdentityInChromium : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private WebApplication? front;
    private WebApplication? program;
    private RunningIdentity? identity;
    private HttpClient? organiser;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public string Address { get; private set; } = "";

    /// <summary>Where a program on the same machine gets its code.</summary>
    public string Program { get; private set; } = "";

    public RunningIdentity Identity => identity!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is missing: apt-get install chromium");
        HttpClient? behind = null;
        front = NewServer();
        front.Run(context => PassOnAsync(context, behind!));
        await front.StartAsync();
        program = NewServer();
        program.Run(context =>
        {
            context.Response.ContentType = "text/plain";
            return context.Response.WriteAsync("Hej");
        });
        await program.StartAsync();
        Program = $"{program.Urls.Single()}/signed-in";

        // Passkeys take no IP address.
        Address = $"http://localhost:{new Uri(front.Urls.Single()).Port}";
        identity = await RunningIdentity.StartAsync(new Dictionary<string, string?>
        {
            ["PublicUrl"] = Address,
            ["Tokens:Issuer"] = Address,
            ["Identity:PasskeyRequiredFor:0"] = "organiser",

            // Only its button is looked at.
            ["Identity:Directory:Issuer"] = "https://id.lerum.example",
            ["Identity:Directory:ClientId"] = "festival",
            ["Identity:Directory:ClientSecret"] = "a secret",
            ["Identity:Directory:Name"] = "Lerums kommun",
        });
        behind = identity.Service.NewClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
        organiser = await identity.AsClientAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
    }

    /// <param name="withoutPolicy">For axe, which is a script of somebody else's.</param>
    public async Task<IBrowserContext> OpenAsync(int width, string language, ColorScheme scheme, bool withScript = true, bool withoutPolicy = false)
    {
        var context = await browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 720 },
            Locale = language,
            ColorScheme = scheme,
            JavaScriptEnabled = withScript,
            BypassCSP = withoutPolicy,
        });

        // A machine that does much else at the same time is slow, and not wrong.
        context.SetDefaultTimeout(120_000);
        return context;
    }

    /// <summary>A device that shows a finger whenever it is asked to.</summary>
    public async Task AddDeviceAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
            },
        });
    }

    public async Task<string> InviteAsync(string role)
    {
        var email = $"eva.lindqvist-{Guid.NewGuid():N}"[..22] + "@lerum.example";
        using var answer = await organiser!.PostAsJsonAsync("/api/v1/accounts", new { email, name = "Eva Lindqvist", grants = new[] { new { role } } });
        answer.EnsureSuccessStatusCode();
        return email;
    }

    /// <param name="nth">The first one that was asked for, or the second.</param>
    public Task<string> CodeOfAsync(string email, int nth = 1) => Eventually.ValueAsync(() => Task.FromResult(
        identity!.Service.Bus.Heards<SignInCodeRequested>().Where(code => code.Email == email).Select(code => code.Code).Skip(nth - 1).FirstOrDefault()));

    /// <summary>From the page that asks for the address to the one after the code.</summary>
    public async Task SignInByCodeAsync(IPage page, string email, int nth = 1)
    {
        await page.FillAsync("#email", email);
        await page.Keyboard.PressAsync("Enter");
        await page.FillAsync("#code", await CodeOfAsync(email, nth));
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>What the program gets for the code that it was sent.</summary>
    public async Task<string> TokenAsync(string sentTo, string verifier)
    {
        sentTo.ShouldStartWith(Program + "?");
        var answer = await Identity.TokenAsync(
            ("grant_type", "authorization_code"),
            ("client_id", "terminal"),
            ("redirect_uri", Program),
            ("code", QueryHelpers.ParseQuery(new Uri(sentTo).Query)["code"].ToString()),
            ("code_verifier", verifier));
        return await RunningIdentity.FieldAsync(answer, "access_token");
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        foreach (var server in (WebApplication?[])[front, program])
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }

        if (identity is not null)
        {
            await identity.DisposeAsync();
        }
    }

    private static WebApplication NewServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        return server;
    }

    private static async Task PassOnAsync(HttpContext context, HttpClient behind)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path + context.Request.QueryString);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body.ToArray());
        }

        foreach (var (name, values) in context.Request.Headers.Where(header => header.Key is not ("Host" or "Connection" or "Content-Length")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        using var answer = await behind.SendAsync(request);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Transfer-Encoding" or "Content-Length")))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(context.Response.Body);
    }
}
