using BusinessFocus.Contracts.Identity;
using BusinessFocus.Testing;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

/// <summary>
/// The pages to sign in, in a browser (Debian's Chromium): on a phone and at a desk, by day and by night, in both languages. Pictures of
/// them are kept in the folder of BUSINESSFOCUS_KEEP_PAGES.
/// </summary>
public sealed class PagesInChromium(PagesInChromium.Running running) : IClassFixture<PagesInChromium.Running>
{
    private const int Phone = 320;
    private const int Desk = 1280;

    public static TheoryData<int, string, ColorScheme> Views { get; } = new(
        from width in (int[])[Phone, Desk]
        from language in (string[])["sv", "en"]
        from scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark]
        select (width, language, scheme));

    [Theory, MemberData(nameof(Views))]
    public async Task Each_page_can_be_used_by_everybody(int width, string language, ColorScheme scheme)
    {
        await using var context = await running.OpenAsync(width, language, scheme, withoutPolicy: true);
        var page = await context.NewPageAsync();
        await running.AddDeviceAsync(page);
        var invited = await running.InviteAsync();

        await page.GotoAsync(running.Address + "/sign-in");
        await LookAsync("1 ask");
        await page.FillAsync("#email", "nobody");
        await SubmitAsync();
        await LookAsync("2 address that is none");
        await page.FillAsync("#email", invited);
        await SubmitAsync();
        await LookAsync("3 code");
        await page.FillAsync("#code", "12");
        await SubmitAsync();
        await LookAsync("4 code that is none");
        await page.FillAsync("#code", await running.CodeOfAsync(invited));
        await SubmitAsync();
        await LookAsync("5 own page");
        await GoAsync("a[href='/sign-in/passkeys']");
        await LookAsync("6 no passkey");
        await GoAsync("form.passkey button");
        await LookAsync("7 a passkey");

        Task SubmitAsync() => GoAsync("form:not(.passkey):not(.other) button");

        // Until the next page is there: it has not what was written on this one.
        async Task GoAsync(string what)
        {
            await page.EvaluateAsync("window.before = true");
            await page.Locator(what).First.ClickAsync();
            await page.WaitForFunctionAsync("!window.before && document.readyState === 'complete'");
        }

        async Task LookAsync(string what)
        {
            if (Environment.GetEnvironmentVariable("BUSINESSFOCUS_KEEP_PAGES") is { } folder)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{what} {width} {language} {scheme}.png".Replace(' ', '-')), FullPage = true });
            }

            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, what);
            (await page.GetAttributeAsync("html", "lang")).ShouldBe(language);
            var found = await page.RunAxe();
            found.Violations.Select(violation => $"{what}: {violation.Id}: {violation.Nodes.First().Html}").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Who_signed_in_by_a_code_adds_a_passkey_and_signs_in_by_it()
    {
        await using var context = await running.OpenAsync(Phone, "sv", ColorScheme.Light);
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => complaints.Add(error);
        await running.AddDeviceAsync(page);
        var invited = await running.InviteAsync();

        await page.GotoAsync(running.Address + "/sign-in");
        await page.FillAsync("#email", invited);
        await page.Keyboard.PressAsync("Enter");
        await page.FillAsync("#code", await running.CodeOfAsync(invited));
        await page.Keyboard.PressAsync("Enter");
        await page.ClickAsync("text=Dina nycklar");
        await page.ClickAsync("text=Lägg till en nyckel");
        await page.WaitForSelectorAsync("text=Lägg till en nyckel till");
        await page.ClickAsync("text=Till ditt konto");
        await page.Locator("text=Logga ut").First.ClickAsync();
        await page.ClickAsync("text=Logga in med nyckel");

        await page.WaitForSelectorAsync("h1:has-text('Du är inloggad')");
        (await page.ContentAsync()).ShouldContain(invited);
        (await page.ContentAsync()).ShouldContain("med nyckel");
        complaints.ShouldBeEmpty("the pages keep to their own policy");
    }

    [Fact]
    public async Task Without_script_the_code_is_enough_and_no_passkey_is_offered()
    {
        await using var context = await running.OpenAsync(Phone, "en", ColorScheme.Light, withScript: false);
        var page = await context.NewPageAsync();
        var invited = await running.InviteAsync();

        await page.GotoAsync(running.Address + "/sign-in");
        (await page.Locator("form.passkey").IsVisibleAsync()).ShouldBeFalse();
        await page.FillAsync("#email", invited);
        await page.ClickAsync("text=Mail me a code");
        await page.FillAsync("#code", await running.CodeOfAsync(invited));
        await page.Locator("form button").ClickAsync();

        (await page.Locator("h1").TextContentAsync()).ShouldBe("You are signed in");
    }

    /// <summary>Identity behind an address that a browser can reach, as it stands behind the gateway.</summary>
    public sealed class Running : IAsyncLifetime
    {
        private const string Chromium = "/usr/bin/chromium";

        private WebApplication? front;
        private RunningIdentity? identity;
        private HttpClient? organiser;
        private IPlaywright? playwright;
        private IBrowser? browser;

        public string Address { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Assert.SkipUnless(File.Exists(Chromium), $"{Chromium} is missing: apt-get install chromium");
            HttpClient? behind = null;
            front = WebApplication.CreateSlimBuilder().Build();
            front.Urls.Add("http://127.0.0.1:0");
            front.Run(context => PassOnAsync(context, behind!));
            await front.StartAsync();

            // Passkeys take no IP address.
            Address = $"http://localhost:{new Uri(front.Urls.Single()).Port}";
            identity = await RunningIdentity.StartAsync(new Dictionary<string, string?> { ["PublicUrl"] = Address, ["Tokens:Issuer"] = Address });
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
        public Task<IBrowserContext> OpenAsync(int width, string language, ColorScheme scheme, bool withScript = true, bool withoutPolicy = false) => browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 720 },
            Locale = language,
            ColorScheme = scheme,
            JavaScriptEnabled = withScript,
            BypassCSP = withoutPolicy,
        });

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

        public async Task<string> InviteAsync()
        {
            var email = $"eva.lindqvist-{Guid.NewGuid():N}"[..22] + "@lerum.example";
            using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(
                organiser!, "/api/v1/accounts", new { email, name = "Eva Lindqvist", grants = new[] { new { role = "planner" } } });
            answer.EnsureSuccessStatusCode();
            return email;
        }

        public Task<string> CodeOfAsync(string email) => Eventually.ValueAsync(() => Task.FromResult(
            identity!.Service.Bus.Heards<SignInCodeRequested>().Where(code => code.Email == email).Select(code => code.Code).LastOrDefault()));

        public async ValueTask DisposeAsync()
        {
            if (browser is not null)
            {
                await browser.DisposeAsync();
            }

            playwright?.Dispose();
            if (front is not null)
            {
                await front.DisposeAsync();
            }

            if (identity is not null)
            {
                await identity.DisposeAsync();
            }
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
}
